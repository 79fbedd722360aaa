/**
 * The fonts that geometry is tested with. The test page has them from npm (web-test-runner.config.mjs), so a width means
 * the same on every machine. STIX Two Math and DejaVu Sans bring a table for mathematics, by which symbols grow; Libertinus
 * Math, as packed, has none, like the fonts of a machine without one.
 */
export interface Fonts {
  text: 'Inter' | 'DejaVu Sans Test';
  math: 'STIX Two Math' | 'DejaVu Sans Test' | 'Libertinus Math';
}

export const usual: Fonts = {text: 'Inter', math: 'STIX Two Math'};
export const wide: Fonts = {text: 'DejaVu Sans Test', math: 'DejaVu Sans Test'};
export const noMathTable: Fonts = {text: 'Inter', math: 'Libertinus Math'};

/** Sets the page's fonts, which every widget takes. */
export function useFonts({text, math}: Fonts): void {
  const {style} = document.documentElement;
  style.setProperty('--rt-font', `'${text}'`);
  style.setProperty('--rt-math-font', `'${math}'`);
  style.setProperty('font-family', `'${text}'`);
}
