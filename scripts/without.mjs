/** What Plot can draw and no figure here does: maps of the earth, colour schemes, legends, tips, marks on lines, times of the clock, numbers it formats itself. What mathjs can write and no formula here needs: LaTeX. */
const unused = [
  /[\\/]node_modules[\\/](d3-axis|d3-color|d3-format|d3-geo|d3-scale-chromatic|d3-time|d3-time-format|isoformat)[\\/](dist|src)[\\/][\w-]+\.m?js$/,
  /[\\/]@observablehq[\\/]plot[\\/]src[\\/](interactions[\\/]pointer|legends|legends[\\/]\w+|marker|marks[\\/]tip|projection|transforms[\\/]group|scales[\\/](diverging|schemes|temporal)|time)\.js$/,
  /[\\/]node_modules[\\/](escape-latex[\\/]dist[\\/]index|mathjs[\\/]lib[\\/]esm[\\/](utils[\\/](latex|bignumber[\\/]formatter)))\.js$/,
];
/** What Plot calls in any case and expects an answer from. */
const answers = {createLegends: '() => []', color: 'function () { return null; }'};
/** What other modules of Plot take from d3 and no figure here asks for: curves, symbols, ways between colours. */
const source = /[\\/]@observablehq[\\/]plot[\\/]src[\\/]/;
const unasked =
  /^(curve(?!Linear$)\w+|symbols(Fill|Stroke)|symbol(Asterisk|Cross|Diamond2|Plus|Square2|Star|Times|Triangle2|Wye)|interpolate(Hcl|Hsl|Lab)|scale(Symlog|Threshold|Quantile|Quantize)|piecewise|quantize|quantile|median|mode|deviation|variance|utcFormat|geoPath)$/;

const none = 'const none = () => undefined;';

/** The names a module exports. */
const exported = (tree) =>
  tree.body.flatMap(({type, declaration, specifiers = []}) =>
    type === 'ExportDefaultDeclaration'
      ? ['default']
      : type !== 'ExportNamedDeclaration'
        ? []
        : [
            ...specifiers.map((one) => one.exported.name),
            ...(declaration?.declarations?.map((one) => one.id.name) ?? []),
            ...(declaration?.id ? [declaration.id.name] : []),
          ],
  );

/** Methods of selections that Plot does not call for any mark here. */
const methods =
  /^  (selectChild|nodes|size|empty|classed|html|raise|lower|clone|on|dispatch|selection): selection_\w+,?$/gm;

/** Plot tells colours from columns by their names: here they are hexadecimal, variables or none. */
const colourNames = /(?<=new Set\("none,currentcolor,transparent),[\w,]+/;

/** Curves and ways between colours that d3 makes as it loads: of no consequence where nobody takes them. */
const made = /(?<=^var \w+ = )(?=\(function|(hsl|hcl|cubehelix|rgbSpline|interpolateTransform)\()/gm;

/** The plugin leaves these out: their names stay, and give nothing. */
export const without = {
  name: 'without',
  transform(code, id) {
    if (unused.some((one) => one.test(id))) {
      const names = exported(this.parse(code));
      const answered = names.filter((name) => name in answers);
      return {
        code: `${none}\n${answered.map((name) => `export const ${name} = ${answers[name]};\n`).join('')}export {${names
          .filter((name) => !answered.includes(name))
          .map((one) => `none as ${one}`)
          .join(', ')}};\n`,
        map: null,
      };
    }
    if (/[\\/]d3-selection[\\/]dist[\\/]/.test(id)) return {code: code.replace(methods, ''), map: null};
    if (/[\\/]plot[\\/]src[\\/]options\.js$/.test(id)) code = code.replace(colourNames, '');
    if (/[\\/]d3-(shape|interpolate)[\\/]dist[\\/]/.test(id))
      return {code: code.replace(made, '/*#__PURE__*/ '), map: null};
    if (!source.test(id)) return null;
    const dropped = [];
    const kept = code.replace(/import \{([^}]*)\} from "d3";/g, (_, list) => {
      const names = list
        .split(',')
        .map((one) => one.trim())
        .filter(Boolean);
      dropped.push(...names.filter((name) => unasked.test(name)));
      return `import {${names.filter((name) => !unasked.test(name)).join(', ')}} from "d3";`;
    });
    return dropped.length || id.endsWith('options.js')
      ? {code: `${none}${dropped.map((name) => `\nconst ${name} = none;`).join('')}\n${kept}`, map: null}
      : null;
  },
};
