/** A page that uses the library, in plain TypeScript with `strict`: it sets, reads and listens to each widget without a cast. */
import {models, mission, version, YoungDalyCurve} from 'reliability-tax';
import {optimalInterval} from 'reliability-tax/models';
import {render} from 'reliability-tax/render';

const curve = document.createElement('young-daly-curve');
const writeTime: number = curve.writeTime;
curve.writeTime = 60;
curve.scenario = 'llama3';
curve.value = {writeTime: '2 min', nodes: 2048, interval: 'optimal'};
curve.value = {...curve.value, nodes: 4096};
curve.apply({writeTime: '2 min', mtbf: null}, {by: 'reader'});
curve.locked = ['nodes', 'write-time'];
curve.hiddenControls = true;
const {waste, optimum}: {waste: {total: number}; optimum: {exact: number}} = curve.value;
const ofClass: YoungDalyCurve = curve;
curve.addEventListener('input', (event: Event) => console.log(event.type));

const topology = document.createElement('failure-topology');
topology.seed = '7';
topology.addEventListener('rt-failure', ({detail}) => {
  const at: number = detail.time;
  const gone: number | undefined = detail.rollback?.seconds;
  console.log(at, gone, detail.component.length);
});

const staging = document.createElement('staging-bench');
staging.value = {strategy: 'async-dram', buffer: '60 GB'};
staging.addEventListener('rt-run', ({detail}) => console.log(detail));
const durable: number = staging.value.durableAfter;

const detective = document.createElement('sdc-detective');
detective.apply({bits: '30', site: 'weight'});
const outcome: string = detective.value.outcome;

const wall = document.createElement('preemption-wall');
wall.chain = 12;
const resume: number = wall.value.resume;

const brownout = document.createElement('brownout-bench');
brownout.memoryType = 'flash';
const holds: boolean = brownout.value.survives;

const lock = document.querySelector('prediction-lock')!;
lock.addEventListener('rt-commit', ({detail}) => console.log(detail.question, detail.predicted, detail.actual));
document.addEventListener('rt-part', ({detail}) => console.log(detail.part.toFixed()));
document.addEventListener('rt-track', ({detail}) => console.log(detail.track));
document.querySelector('reflection-note')!.addEventListener('rt-reflect', ({detail}) => console.log(detail.text));
document.querySelector('design-ledger')!.addEventListener('rt-export', ({detail}) => console.log(detail.kind));

const tau: number = optimalInterval({writeTime: 120, mtbf: 14_400});
const svg: string = render('young-daly-curve', {nodes: '16,384'}).svg;
console.log(writeTime, waste, optimum, ofClass, durable, outcome, resume, holds, tau, svg, models, mission, version);
for (const element of [curve, topology, staging, detective, wall, brownout]) {
  console.log(element.describe(), element.toSVG(), element.toTable().rows, element.value.seed, element.settings);
  element.undo();
}

// What is none is told while it is written.
// @ts-expect-error an input by a wrong name
curve.value = {write_time: 60};
// @ts-expect-error a word that the input does not take
curve.scaling = 'nothing';
// @ts-expect-error what is drawn inside is not offered
console.log(curve.state);
// @ts-expect-error nor the members of the fleet's protocol
curve.adopt({});
// @ts-expect-error an old name of an event has no detail
topology.addEventListener('failure', ({detail}) => detail);
