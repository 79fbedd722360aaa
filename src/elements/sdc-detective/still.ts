import {numberFormats, bitField} from '../../models/index.js';
import {altText, stillSvg, type Still} from '../../draw/still.js';
import {svgEscape} from '../../draw/svg-text.js';
import {palette} from '../../draw/palette.js';
import {plainText} from '../../core/sentence.js';
import {
  detectorNames,
  detectorTable,
  faultTable,
  fieldText,
  percent,
  placeText,
  sentence,
  sizeText,
  verdictText,
  title,
} from './text.js';
import {sdcDetective, type Value} from './inputs.js';
import {findings, pictureHeight, stage} from './draw.js';

const width = 480;
const edge = 8;

/** The bits, flipped ones filled. */
function bits({fault}: Value, top: number): [string, number] {
  if (!fault || fault.site === 'block' || fault.site === 'core' || fault.site === 'checksum') return ['', 0];
  const {bits: count} = numberFormats[fault.format];
  const cell = 28;
  const marks = Array.from({length: count}, (_, i) => {
    const bit = count - 1 - i;
    const on = fault.bits.includes(bit);
    const field = bitField(fault.format, bit);
    const [x, y] = [edge + (i % 16) * cell, top + Math.floor(i / 16) * 40];
    return (
      `<rect x="${x}" y="${y}" width="${cell - 3}" height="22" fill="${on ? palette.lost : 'none'}" stroke="${palette.muted}" stroke-width="${field === 'exponent' ? 2 : 1}"${field === 'sign' ? ' stroke-dasharray="3 2"' : ''}/>` +
      `<text x="${x + 12.5}" y="${y + 16}" text-anchor="middle" font-weight="600" fill="${on ? palette.surface : palette.text}">${(fault.toBits >>> bit) & 1}</text><text x="${x + 12.5}" y="${y + 33}" text-anchor="middle" font-size="9" fill="${palette.muted}">${bit}</text>`
    );
  });
  return [marks.join(''), Math.ceil(count / 16) * 40];
}

/** `<sdc-detective>` on paper. */
export const sdcDetectiveStill: Still<Value> = {
  definition: sdcDetective,
  svg(value) {
    const {fault, detectors} = value;
    const inner = width - 2 * edge;
    const line = edge + pictureHeight(inner) + 14;
    const [cells, tall] = bits(value, line + 26);
    const list = line + 26 + tall + 14;
    const rows = detectors.map((each, i) => {
      const [x, y] = [edge + (i % 2) * 236, list + 16 * Math.floor(i / 2)];
      return `<text x="${x}" y="${y}">${svgEscape(detectorNames[each.name])}</text><text x="${x + 126}" y="${y}" font-weight="600">${svgEscape(verdictText(value, each))}</text><text x="${x + 220}" y="${y}" text-anchor="end" fill="${palette.muted}">+${percent(Number((each.operations / value.inference).toPrecision(2)))}</text>`;
    });
    const height = list + 16 * Math.ceil(detectors.length / 2) + edge;
    return stillSvg(height, title, plainText(sentence(value)), [
      `<g transform="translate(${edge},${edge})">${stage(value, inner, palette)}${findings(value, inner, palette)}</g>`,
      `<text x="${edge}" y="${line}" font-weight="600">${svgEscape(placeText(value))}${fault && (fault.from !== null || fault.to !== null) ? `: ${svgEscape(sizeText(fault.from))} → ${svgEscape(fault.to === null ? 'no number' : sizeText(fault.to))}` : ''}</text>`,
      `<text x="${edge}" y="${line + 15}" fill="${palette.muted}">${svgEscape(fieldText(value))}</text>`,
      cells,
      ...rows,
    ]);
  },
  tables: (value) => [faultTable(value), detectorTable(value)],
  describe: (value) => plainText(sentence(value)),
  alt: (value) =>
    altText(
      `The network sees ${value.predictionBefore.signal ?? 'nothing'} before and ${value.predictionAfter.signal ?? 'nothing'} after a fault in ${placeText(value)}.`,
      'A street with a traffic light, the small image the network gets, its logits and loss, its layers with the place marked, the bits, and what each detector says.',
    ),
};
