/** Trains the network of the SDC detective and writes its weights and its card: npm run train */
import {writeFileSync} from 'node:fs';
import {build} from 'esbuild';
import {root} from './manifest/load.mjs';

const {outputFiles} = await build({
  stdin: {
    contents: `export * from './train/train.ts'; export * from './train/card.ts';`,
    resolveDir: `${root}scripts`,
    loader: 'ts',
  },
  bundle: true,
  write: false,
  format: 'esm',
  platform: 'neutral',
  mainFields: ['module', 'main'],
  logLevel: 'error',
});
const {PLAN, train, largestOutputs, modelCard, weightsModule} = await import(
  `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`
);

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
