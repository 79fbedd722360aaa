const cell = (text = '') => String(text).replaceAll('\n', ' ').replaceAll('|', '\\|').replaceAll('$', '\\$');
const code = (text) => `\`${String(text).replaceAll('|', '\\|')}\``;
const table = (columns, rows) =>
  [
    `| ${columns.join(' | ')} |`,
    `|${columns.map(() => '---').join('|')}|`,
    ...rows.map((row) => `| ${row.join(' | ')} |`),
  ].join('\n');

/** The generated part of an element's page. */
export function tables({attributes, offers = [], events, slots, cssParts, cssProperties}) {
  const described = (list) => list.map((it) => [code(it.name || 'default'), cell(it.description)]);
  const parts = [
    [
      'Attributes',
      table(
        ['Attribute', 'Meaning', 'Values', 'Without it'],
        attributes.map((it) => [
          code(it.attribute),
          cell(it.doc),
          offers.length && it.attribute === 'of'
            ? 'A path of the tables below'
            : it.choices
              ? it.choices.map(code).join(' ')
              : it.range
                ? cell(it.range)
                : it.example
                  ? `Like ${code(it.example)}`
                  : '',
          (it.shown ?? it.default) === undefined ? '' : code(it.shown ?? it.default),
        ]),
      ),
    ],
    ...offers.map(({tag, paths}) => [
      `Paths of \`<${tag}>\``,
      table(
        ['`of`', 'Input', 'Unit in `value`'],
        paths.map(({path, label, unit}) => [code(path), cell(label), cell(unit || '1')]),
      ),
    ]),
    ['Events', events.length && table(['Event', 'When'], described(events))],
    ['Slots', slots.length && table(['Slot', 'Content'], described(slots))],
    ['Parts', cssParts.length && table(['Part', 'What it is'], described(cssParts))],
    [
      'Custom properties',
      cssProperties.length &&
        table(
          ['Property', 'What it sets', 'Default'],
          cssProperties.map((it) => [code(it.name), cell(it.description), it.default ? code(it.default) : '']),
        ),
    ],
  ];
  return parts
    .filter(([, made]) => made)
    .map(([title, made]) => `### ${title}\n\n${made}`)
    .join('\n\n');
}

const between = /(<!-- begin generated -->)[\s\S]*?(<!-- end generated -->)/;

/** The page with its generated part replaced; a page without markers stays as it is. */
export const withTables = (page, about) =>
  page.replace(between, (_, begin, end) => `${begin}\n\n${tables(about)}\n\n${end}`);
