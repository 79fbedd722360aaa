/**
 * The elements under measurement. A new widget adds one entry here and gets every row: size, first
 * paint, work per input, key to paint, connects and disconnects. Selectors reach through shadow
 * roots with `>>>`.
 *
 * @typedef {object} Widget
 * @property {string} tag
 * @property {string} [handle] what the reader drags on the chart
 * @property {string} [slider] an `<input type=range>`
 * @property {boolean} [first] the one whose cold first paint is compared with the peers'
 */
/** @type {Widget[]} */
export const widgets = [
  {
    tag: 'young-daly-curve',
    handle: 'young-daly-curve >>> [part~=handle]',
    slider: 'young-daly-curve >>> input[type=range]',
    first: true,
  },
  {
    tag: 'staging-bench',
    slider: 'staging-bench >>> .controls input[type=range]',
  },
  {
    tag: 'failure-topology',
    handle: 'failure-topology >>> [part~=moment]',
    slider: 'failure-topology >>> .controls input[type=range]',
  },
  {
    tag: 'sdc-detective',
    slider: 'sdc-detective >>> .controls input[type=range]',
  },
  {
    // Its handle goes up and down; the bench drags sideways.
    tag: 'brownout-bench',
    slider: 'brownout-bench >>> .controls input[type=range]',
  },
  {
    // Its handle goes in whole steps: most drags of it change nothing.
    tag: 'preemption-wall',
    slider: 'preemption-wall >>> .controls input[type=range]',
  },
];
