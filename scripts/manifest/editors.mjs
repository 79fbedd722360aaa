import {name, version} from './load.mjs';
import {attributeText} from './tags.mjs';

const values = ({choices}) => (choices ? {values: choices.map((choice) => ({name: choice}))} : {});

/** vscode.html-custom-data.json */
export const customData = (tags) => ({
  version: 1.1,
  tags: tags.map(({tag, summary = '', attributes}) => ({
    name: tag,
    description: summary,
    attributes: attributes.map((it) => ({name: it.attribute, description: attributeText(it), ...values(it)})),
  })),
});

/** web-types.json, for the JetBrains editors. */
export const webTypes = (tags) => ({
  '$schema': 'https://raw.githubusercontent.com/JetBrains/web-types/master/schema/web-types.json',
  name,
  version,
  'description-markup': 'markdown',
  'contributions': {
    html: {
      elements: tags.map(({tag, summary = '', attributes, events, slots, cssParts, cssProperties}) => ({
        name: tag,
        description: summary,
        attributes: attributes.map((it) => ({
          name: it.attribute,
          description: attributeText(it),
          ...(it.default === undefined ? {} : {default: it.default}),
          value: {type: it.choices ? it.choices.map((choice) => `"${choice}"`) : 'string'},
        })),
        slots: slots.map(({name: slot, description}) => ({name: slot, description})),
        js: {
          events: events.map(({name: event, description}) => ({name: event, description})),
          properties: attributes.map((it) => ({name: it.property, description: it.doc})),
        },
        css: {
          parts: cssParts.map(({name: part, description}) => ({name: part, description})),
          properties: cssProperties.map(({name: property, description}) => ({name: property, description})),
        },
      })),
    },
  },
});
