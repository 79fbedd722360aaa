import {cli} from '@custom-elements-manifest/analyzer/cli.js';
import {root} from './load.mjs';

/** The analyzer's manifest of `src`, with each element's tag taken from its folder. */
export async function analyze() {
  const manifest = await cli({
    argv: ['analyze', '--config', 'custom-elements-manifest.config.mjs', '--quiet'],
    cwd: root,
    noWrite: true,
  });
  for (const module of manifest.modules) {
    const folder = /^src\/(?:elements\/)?([\w-]+)\/\1\.ts$/.exec(module.path)?.[1];
    for (const declaration of module.declarations ?? []) {
      if (folder?.includes('-') && declaration.kind === 'class')
        Object.assign(declaration, {customElement: true, tagName: folder});
    }
  }
  return manifest;
}

/** custom-elements.json: the analyzer's elements with the attributes of the field tables. Of the rest of a class, only what is described is offered. */
export function elementsManifest(analyzed, tags) {
  const modules = tags.map((about) => {
    const {tag, summary, attributes, events, slots, cssParts, cssProperties} = about;
    const module = analyzed.modules.find(({declarations = []}) =>
      declarations.some((it) => it.customElement && it.tagName === tag),
    );
    const found = module?.declarations.find(({tagName}) => tagName === tag);
    const listed = attributes.map(({attribute, property, choices, doc, range, default: standard}) => ({
      name: attribute,
      fieldName: property,
      type: {text: choices ? choices.map((choice) => `'${choice}'`).join(' | ') : 'string'},
      description: [doc, range].filter(Boolean).join(' '),
      ...(standard === undefined ? {} : {default: standard}),
    }));
    const properties = attributes.map(({attribute, property, choices, doc, numeric}) => ({
      kind: 'field',
      name: property,
      attribute,
      reflects: true,
      description: doc,
      type: {
        text: choices ? choices.map((choice) => `'${choice}'`).join(' | ') : numeric ? 'number | string' : 'string',
      },
    }));
    const known = new Set(properties.map((it) => it.name));
    const className = found?.name ?? tag.replace(/(^|-)(\w)/g, (_, __, letter) => letter.toUpperCase());
    return {
      kind: 'javascript-module',
      path: 'dist/reliability-tax.js',
      declarations: [
        {
          kind: 'class',
          name: className,
          customElement: true,
          tagName: tag,
          ...(summary ? {summary} : {}),
          ...(found?.description ? {description: found.description} : {}),
          superclass: found?.superclass ?? {name: 'HTMLElement'},
          attributes: listed,
          members: [
            ...properties,
            ...(found?.members ?? [])
              .filter((it) => it.description && !known.has(it.name))
              .map(({inheritedFrom, parsedType, ...it}) => it),
          ],
          events,
          slots,
          cssParts,
          cssProperties,
        },
      ],
      exports: [
        {kind: 'js', name: className, declaration: {name: className, module: 'dist/reliability-tax.js'}},
        {
          kind: 'custom-element-definition',
          name: tag,
          declaration: {name: className, module: 'dist/reliability-tax.js'},
        },
      ],
    };
  });
  return {schemaVersion: '1.0.0', readme: '', modules};
}
