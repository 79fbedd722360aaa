import {LAYERS, placeOf} from '../../models/index.js';
import {isMemoryFault, type Value} from './inputs.js';
export {HOUSING, IMAGE, LAMPS, LAYERS, SCENERY, SIGNALS} from '../../models/index.js';
export type {Colour, Scene, Signal} from '../../models/index.js';

/** Layer and row that a fault strikes; no row where it is all of the layer, layer −1 for the image or everything. */
export function faultLocation({site, index, layer, checksum}: Pick<Value, 'site' | 'index' | 'layer' | 'checksum'>): {
  layer: number;
  row?: number;
} {
  if (isMemoryFault(site)) return placeOf(index);
  if (site === 'activation') return {layer, row: Math.floor(index / LAYERS[layer].positions)};
  if (site === 'product') return {layer, row: Math.floor(index / (LAYERS[layer].columns * LAYERS[layer].positions))};
  return {layer: site === 'checksum' && checksum === 'abft' ? layer : -1};
}
