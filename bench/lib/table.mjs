const units = {
  'B': (value) => `${Math.round(value).toLocaleString('en-US')} B`,
  'kB': (value) => `${(value / 1000).toFixed(1)} kB`,
  'ms': (value) => `${value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0)} ms`,
  'x': (value) => `${value.toFixed(1)} x`,
  'MB/s': (value) => `${Math.round(value).toLocaleString('en-US')} MB/s`,
  '': (value) => `${+value.toFixed(4)}`,
};

const format = (value, unit) => (units[unit] ?? units[''])(value);

/**
 * Whether a row reaches its target: `ok`, `over`, or nothing where a figure is only reported.
 * A time is held against its limit or, since machines differ, against its peer in the same run; a rate against the least it must be.
 */
export function verdict({value, limit, least, peer, ratio, error}) {
  if (error) return 'failed';
  if (least !== undefined) return value >= least ? 'ok' : 'under';
  if (limit === undefined && ratio === undefined) return '';
  if (value <= limit) return 'ok';
  return peer && ratio !== undefined && value <= ratio * peer.value ? 'ok' : 'over';
}

function cells(row) {
  const {figure, value, unit = '', limit, least, ratio, peer, note = '', error} = row;
  if (error) return [figure, '-', '', '', 'failed', error];
  const targets = [
    limit !== undefined && format(limit, unit),
    least !== undefined && `from ${format(least, unit)}`,
    ratio !== undefined && `${+ratio.toFixed(2)} x`,
  ];
  return [
    figure,
    format(value, unit),
    targets.filter(Boolean).join(' or '),
    peer ? `${format(peer.value, unit)} (${(value / peer.value).toFixed(2)} x) ${peer.name}` : '',
    verdict(row),
    note,
  ];
}

/** The rows as one table of text, columns aligned. */
export function table(rows) {
  const lines = [['figure', 'measured', 'target', 'peer, same run (ours / peer)', '', ''], ...rows.map(cells)];
  const widths = lines[0].map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  const text = lines.map((line) =>
    line
      .map((cell, column) => (column === 1 ? cell.padStart(widths[column]) : cell.padEnd(widths[column])))
      .join('  ')
      .trimEnd(),
  );
  text.splice(
    1,
    0,
    widths
      .slice(0, 5)
      .map((width) => '-'.repeat(width))
      .join('  '),
  );
  return text.join('\n');
}
