/** Numbers with units: reading `2 min`, writing `26.8 min`, and the table of units. */
export {parseQuantity} from './quantity.js';
export {formatQuantity, quantityText} from './quantity-format.js';
export type {FormatOptions} from './quantity-format.js';
export type {Dimension} from './units.js';
