/**
 * The chart every peer draws: the share of time lost against the checkpoint interval,
 * three curves of 500 points, the optimum marked. One function with nothing outside it,
 * so that its text can stand in an Observable cell as well.
 * @param Plot the names of @observablehq/plot
 * @param {number} writeTime seconds to write a checkpoint
 */
export function chart(Plot, writeTime) {
  const mtbf = 14_400;
  const rows = [];
  for (let i = 0; i < 500; i++) {
    const interval = 60 * 240 ** (i / 499);
    const overhead = writeTime / (interval + writeTime);
    const lost = Math.min(1, (interval + writeTime) / (2 * mtbf));
    rows.push(
      {interval, part: 'checkpoint', share: overhead},
      {interval, part: 'lost work', share: lost},
      {interval, part: 'total', share: Math.min(1, overhead + lost)},
    );
  }
  const optimum = Math.sqrt(2 * writeTime * mtbf);
  const least = writeTime / (optimum + writeTime) + (optimum + writeTime) / (2 * mtbf);
  return Plot.plot({
    width: 752,
    height: 400,
    x: {type: 'log', label: 'checkpoint interval (s)', grid: true},
    y: {domain: [0, 1], percent: false, label: 'share of time lost', grid: true},
    color: {legend: false},
    marks: [
      Plot.ruleY([0]),
      Plot.line(rows, {x: 'interval', y: 'share', z: 'part', stroke: 'part'}),
      Plot.ruleX([optimum], {strokeDasharray: '4 3'}),
      Plot.dot([[optimum, least]], {r: 6, fill: 'currentColor'}),
      Plot.text([[optimum, least]], {text: [`${Math.round(optimum)} s`], dy: -14}),
    ],
  });
}
