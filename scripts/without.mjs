/** What Plot can draw and no figure here does: maps of the earth, colour schemes, legends, tips, times of the clock. */
const unused = [
  /[\\/]node_modules[\\/](d3-axis|d3-geo|d3-scale-chromatic|d3-time|d3-time-format|isoformat)[\\/](dist|src)[\\/][\w-]+\.m?js$/,
  /[\\/]@observablehq[\\/]plot[\\/]src[\\/](interactions[\\/]pointer|legends|legends[\\/]\w+|marks[\\/]tip|projection|scales[\\/]schemes|time)\.js$/,
];
/** What Plot calls in any case and expects an answer from. */
const answers = {createLegends: '() => []'};

/** The plugin leaves these modules out: their names stay, and give nothing. */
export const without = {
  name: 'without',
  transform(code, id) {
    if (!unused.some((one) => one.test(id))) return null;
    const names = this.parse(code).body.flatMap(({type, declaration, specifiers = []}) =>
      type === 'ExportDefaultDeclaration' ? ['default']
        : type !== 'ExportNamedDeclaration' ? []
          : [...specifiers.map(({exported}) => exported.name), ...(declaration?.declarations?.map((one) => one.id.name) ?? []), ...(declaration?.id ? [declaration.id.name] : [])]);
    const made = names.filter((name) => name in answers);
    return {code: `const none = () => undefined;\n${made.map((name) => `export const ${name} = ${answers[name]};\n`).join('')}export {${names.filter((name) => !made.includes(name)).map((one) => `none as ${one}`).join(', ')}};\n`, map: null};
  },
};
