/** What page and worker both need: the models, and the jobs that play them. The build puts it into one function (scripts/program.mjs). */
export * from '../../models/index.js';
export {logGamma} from '../../models/gamma.js';
export {POWER_DOMAIN_MTTF} from '../../models/topology/failure-sources.js';
export {findUnit} from '../../models/units.js';
export {slicesOf} from './jobs.js';
export {Hold, playSlices} from './play-slices.js';
export {work} from './work.js';
