/** Trains the network of the SDC detective and writes its weights and its card: npm run train */
import {writeFileSync} from 'node:fs';
import {importSources, root} from './sources.mjs';

const {
  module: {PLAN, train, largestOutputs, modelCard, weightsModule},
} = await importSources(`export * from './scripts/train/train.ts'; export * from './scripts/train/card.ts';`);

const started = performance.now();
const text = train(PLAN, (epoch, loss) =>
  console.log(
    `epoch ${epoch} of ${PLAN.epochs}: loss ${loss.toFixed(4)}, ${Math.round((performance.now() - started) / 1000)} s`,
  ),
);
const weights = {text, largest: largestOutputs(text, PLAN.seed, PLAN.scenes)};
writeFileSync(`${root}src/models/corruption/weights.ts`, weightsModule(PLAN, weights));
const card = modelCard(PLAN, weights);
writeFileSync(`${root}docs/sdc-network.md`, card);
console.log(card);
