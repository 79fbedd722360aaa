import {loadSources} from './load.mjs';

/**
 * Every tag an author can write, from the field tables.
 * A tag: {tag, inline, summary, attributes: [{attribute, property, doc, range, choices, exact, default, example}], ...}.
 */
export async function loadTags(cem) {
  const sources = await loadSources();
  const {
    definitions,
    commonAttributes,
    fields: {rangeText, showField, writeField},
  } = sources;
  const common = commonAttributes.map(appearanceAttribute);

  const widgets = definitions.map((definition) => {
    const inputs = {...definition.evaluate({}), ...definition.inputs({})};
    const own = Object.entries(definition.fields).map(([property, field]) => ({
      attribute: field.attribute,
      property,
      input: true,
      choices: field.choices,
      default: inputs[property] === undefined ? undefined : writeField(field, inputs[property]),
      shown: inputs[property] === undefined ? undefined : showField(field, inputs[property]),
      doc: field.doc,
      range:
        field.dimension === 'choice'
          ? undefined
          : `${capital(rangeText(field))}.${field.bareUnit ? ` A bare number is in ${field.bareUnit}.` : ''}`,
      example: field.example,
      numeric: field.dimension !== 'choice' && field.dimension !== 'text',
      key: field.symbol !== undefined,
    }));
    const taken = new Set(own.map(({attribute}) => attribute));
    return {
      tag: definition.tag,
      inline: false,
      definition,
      attributes: [
        ...own,
        ...(definition.appearance ?? []).map(appearanceAttribute),
        ...common.filter(({attribute}) => !taken.has(attribute)),
      ],
    };
  });

  const listed = [...widgets, mathPeek(widgets, sources, common), liveValue(widgets, sources), scrubNumber(widgets)];
  const others = elements(cem)
    .filter(({tagName}) => !listed.some(({tag}) => tag === tagName))
    .sort((a, b) => (a.tagName < b.tagName ? -1 : 1))
    .map(({tagName}) => ({tag: tagName, inline: false, attributes: []}));
  return {
    sources,
    tags: [...listed, ...others].map((about) => ({
      ...about,
      ...described(
        about,
        elements(cem).find(({tagName}) => tagName === about.tag),
      ),
    })),
  };
}

/** A formula takes any input of the widgets that have formulas. */
function mathPeek(widgets, {formulaField}, common) {
  const inputs = new Map(
    widgets
      .filter(({definition}) => definition.formulas?.length)
      .flatMap(({attributes}) => attributes.filter((it) => !it.common).map((it) => [it.attribute, it])),
  );
  const [first] = formulaField.choices;
  return {
    tag: 'math-peek',
    inline: false,
    attributes: [
      {
        attribute: formulaField.attribute,
        property: 'formula',
        choices: formulaField.choices,
        default: first,
        doc: formulaField.doc,
        example: formulaField.example,
      },
      ...inputs.values(),
      ...common.filter(({attribute}) => !['detail', 'math', 'hidden-controls', 'seed'].includes(attribute)),
    ],
  };
}

/** An attribute that is no input. */
const appearanceAttribute = ({attribute, choices, default: standard, doc, example}) => ({
  attribute,
  property: camel(attribute),
  choices,
  default: standard,
  doc,
  example,
  common: true,
});

/** Prose numbers take any input of the model they show. */
function liveValue(widgets, {baseUnits}) {
  const inputs = new Map(
    widgets.flatMap(({attributes}) =>
      attributes
        .filter(({common}) => !common)
        .map((it) => [it.attribute, {...it, default: undefined, shown: undefined}]),
    ),
  );
  const paths = [...new Set(widgets.flatMap(({definition}) => Object.keys(definition.results)))];
  return {
    tag: 'live-value',
    inline: true,
    /** What each widget offers, for the docs. */
    offers: widgets.map(({tag, definition}) => ({
      tag,
      paths: Object.entries(definition.results).map(([path, dimension]) => ({
        path,
        label: definition.fields[path]?.label,
        unit: baseUnits[dimension],
      })),
    })),
    summary: 'A number in prose, computed by a model and kept in step with the widgets of the same fleet.',
    attributes: [
      {
        attribute: 'of',
        property: 'of',
        choices: paths,
        exact: true,
        doc: 'The result or input shown, by its path in `value`.',
        example: 'optimum.exact',
      },
      {
        attribute: 'model',
        property: 'model',
        choices: widgets.map(({tag}) => tag),
        default: 'young-daly-curve',
        doc: 'The tag of the widget whose model computes it.',
        example: 'young-daly-curve',
      },
      {
        attribute: 'fleet',
        property: 'fleet',
        doc: 'Shows the number of the widgets of the same name on the page; other inputs then have no effect.',
        example: 'chapter',
      },
      {attribute: 'digits', property: 'digits', default: '3', doc: 'Significant digits, 1 to 15.', example: '2'},
      ...inputs.values(),
    ],
  };
}

/** Any number a widget can be told may be turned in prose. */
function scrubNumber(widgets) {
  const inputs = [
    ...new Set(
      widgets.flatMap(({attributes}) =>
        attributes.filter(({common, numeric}) => !common && numeric).map(({property}) => property),
      ),
    ),
  ];
  return {
    tag: 'scrub-number',
    inline: true,
    attributes: [
      {
        attribute: 'of',
        property: 'of',
        choices: inputs,
        exact: true,
        doc: 'The input that is turned, by its name in `value`.',
        example: 'nodes',
      },
      {
        attribute: 'model',
        property: 'model',
        choices: widgets.map(({tag}) => tag),
        default: 'young-daly-curve',
        doc: 'The tag of the widget it belongs to.',
        example: 'young-daly-curve',
      },
      {attribute: 'fleet', property: 'fleet', doc: 'Name of the fleet the widget is in.', example: 'chapter'},
      {
        attribute: 'for',
        property: 'for',
        doc: 'Id of the widget, or of what holds it, such as a figure.',
        example: 'fig-young-daly',
      },
    ],
  };
}

const elements = (cem) =>
  cem.modules.flatMap(({declarations = []}) => declarations).filter((it) => it.customElement && it.tagName);

/** What the class's doc block adds. */
function described({attributes}, declaration) {
  const taken = new Set(attributes.map(({attribute}) => attribute));
  const added = (declaration?.attributes ?? [])
    .filter((it) => it.name && it.description && !taken.has(it.name))
    .map((it) => ({
      attribute: it.name,
      property: it.fieldName ?? camel(it.name),
      ...withChoices(it.description),
      default: it.default,
      example: '',
    }));
  const summary = declaration?.summary || declaration?.description;
  return {
    ...(summary ? {summary} : {}),
    attributes: [...attributes, ...added],
    events: declaration?.events ?? [],
    slots: declaration?.slots ?? [],
    cssParts: declaration?.cssParts ?? [],
    cssProperties: declaration?.cssProperties ?? [],
  };
}

/** A description that ends with "One of: `this`, `that`." names the choices. */
function withChoices(description) {
  const [listed, words] = / One of: ((?:`[\w-]+`(?:, )?)+)\.$/.exec(description) ?? [];
  return listed
    ? {doc: description.replace(listed, ''), choices: [...words.matchAll(/`([\w-]+)`/g)].map(([, word]) => word)}
    : {doc: description};
}

const camel = (text) => text.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
const capital = (text) => text[0].toUpperCase() + text.slice(1);

/** The attribute's doc with its range, as one text. */
export const attributeText = ({doc, range}) => [doc, range].filter(Boolean).join(' ');
