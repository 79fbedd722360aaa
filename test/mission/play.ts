/** A mission played without a page: what a diligent reader leaves in the ledger. */
import {defence, parts, tracks, type Bench, type Part, type TrackId} from '../../src/mission/index.js';
import {factsOf, questions} from '../../src/mission/questions.js';
import {stills} from '../../src/render/stills.js';
import {addDefinition, definitionOf, type Settings} from '../../src/core/definition.js';
import {completeEntry, type NewEntry, type Entry} from '../../src/ledger/entries.js';
import {resultsOf} from '../../src/ledger/readings.js';
import {campaign} from '../support/campaign.js';

for (const {definition} of stills) addDefinition(definition);

/** Settings that do a bench's tasks, one reading each. */
const settings: Readonly<Record<string, readonly Settings[]>> = {
  double: [{nodes: 4096}, {nodes: 2}],
  faster: [{writeTime: 1e-3}],
  operate: [],
  strategies: [{strategy: 'object-store'}, {strategy: 'local-ssd'}, {strategy: 'async-dram'}],
  wall: [{chain: 500}, {chain: 60}],
  fits: [],
  storage: [{base: 60e6}, {base: 90e6}],
  flash: [{memoryType: 'flash'}],
  edge: [],
  break: [{stateSize: 1e6}],
  silent: [{bits: 'none'}, {}],
  harmless: [{bits: '0'}],
  detectors: [{watch: 'dmr loss'}],
};

function readingsFor({tag, attributes, tasks}: Bench): Settings[] {
  const start = {scenario: attributes.scenario};
  const definition = definitionOf(tag)!;
  const at = (given: Settings) => definition.evaluate(given) as Record<string, number> & {optimum: {exact: number}};
  return tasks.flatMap(({id}) => {
    if (id === 'operate') return [{...start, interval: at(start).optimum.exact}];
    if (id === 'fits') return [{...start, chain: at(start).maxChain}];
    if (id === 'edge') return [{...start, stateSize: Math.floor(at(start).maxState / 1.5)}];
    return (settings[id] ?? []).map((given) => ({...start, ...given}));
  });
}

const text =
  'The job needs every node, so its time between failures shrinks with their number, and the tax grows with it.';

async function partEntries(part: Part, id: TrackId): Promise<NewEntry[]> {
  const track = tracks[id];
  const where = {track: id, part: part.number};
  const drafts: NewEntry[] = [];
  for (const name of part.locks(track)) {
    const question = questions.get(name)!;
    const bounds = question.bounds?.(track);
    drafts.push({
      ...where,
      kind: 'prediction',
      question: name,
      predicted: bounds ? {number: Math.sqrt(bounds.min * bounds.max)} : {choice: question.options![1].id},
      actual: await question.answer(track, campaign),
      inputs: factsOf(question, track),
    });
    drafts.push({...where, kind: 'explanation', question: name, text});
  }
  for (const bench of part.benches(track)) {
    for (const inputs of readingsFor(bench))
      drafts.push({...where, kind: 'reading', element: bench.tag, inputs, results: resultsOf(bench.tag, inputs)});
    const definition = definitionOf(bench.tag)!;
    const run = bench.tasks.some(({id: task}) => task === 'ten-runs')
      ? {number: 10, of: 10}
      : bench.tasks.some(({id: task}) => task === 'campaign')
        ? {injections: 40}
        : undefined;
    if (!run) continue;
    const inputs = {scenario: bench.attributes.scenario};
    const record = definition.replayRun!(definition.evaluate(inputs), run);
    drafts.push({
      ...where,
      kind: 'run',
      element: bench.tag,
      inputs,
      record: Object.fromEntries(
        Object.entries(record).filter(([, value]) => typeof value !== 'object' || value === null),
      ),
    });
  }
  for (const prompt of part.prompts(track)) drafts.push({...where, kind: 'reflection', prompt: prompt.id, text});
  return drafts;
}

async function play(id: TrackId): Promise<Entry[]> {
  const drafts: NewEntry[] = [{kind: 'track', track: id}];
  for (const part of parts) drafts.push(...(await partEntries(part, id)));
  for (const prompt of defence) drafts.push({track: id, part: 4, kind: 'reflection', prompt: prompt.id, text});
  return drafts.map((draft, i) => completeEntry(draft, new Date(Date.UTC(2026, 0, 1, 12, i))));
}

const played = new Map<TrackId, Promise<Entry[]>>();

/** Every entry of a finished mission, played once for all who ask; the list is the asker's own, its entries are not. */
export async function playMission(id: TrackId): Promise<Entry[]> {
  if (!played.has(id)) played.set(id, play(id));
  return [...(await played.get(id)!)];
}
