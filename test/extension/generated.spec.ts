import {spawnSync} from 'node:child_process';
import {existsSync, readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {describe, expect, test} from 'vitest';
import {questions} from '../../src/mission/questions.js';
import {tracks} from '../../src/mission/tracks.js';
import {generated} from './generated.js';
import {extension, has, render, root} from './pandoc.js';

const {load} = createRequire(import.meta.url)('js-yaml') as {
  load: (text: string) => Record<string, Record<string, any>>;
};
const read = (path: string) => readFileSync(root + path, 'utf8');

describe('what is generated', () => {
  test('is committed as it would be generated now', () => {
    const committed = generated().filter((file) => file.committed);
    expect(committed.length).toBeGreaterThan(5);
    const stale = committed.filter(({path, text}) => !existsSync(root + path) || read(path) !== text);
    expect(
      stale.map(({path}) => path),
      'npm run manifest',
    ).toEqual([]);
  });

  test('carries the version of the package', () => {
    const {version} = JSON.parse(read('package.json'));
    expect(read('_extensions/reliability-tax/_extension.yml')).toContain(`\nversion: ${version}\n`);
    expect(read('_extensions/reliability-tax/manifest.lua')).toContain(`version = "${version}"`);
  });

  const built = `${root}dist/reliability-tax.js`;
  const kept = `${extension}/reliability-tax.js`;
  if (!existsSync(built)) console.log('The committed bundle is not compared: dist/reliability-tax.js is not built.');
  test.skipIf(!existsSync(built))('the bundle of the extension is the built one', () => {
    expect(existsSync(kept), 'npm run extension').toBe(true);
    expect(readFileSync(kept).equals(readFileSync(built)), 'npm run build && npm run extension').toBe(true);
  });

  test('the files that the extension names exist', () => {
    const yml = read('_extensions/reliability-tax/_extension.yml');
    for (const [, file] of yml.matchAll(/^\s+- (\S+\.lua)$/gm))
      expect(existsSync(`${extension}/${file}`), file).toBe(true);
    for (const file of ['_schema.yml', '_snippets.json', 'reliability-tax.css', 'manifest.lua', 'widgets.lua'])
      expect(existsSync(`${extension}/${file}`), file).toBe(true);
  });

  const schema = load(read('_extensions/reliability-tax/_schema.yml'));

  test('the schema is YAML that lists every tag', () => {
    expect(Object.keys(schema.attributes)).toEqual(expect.arrayContaining(['young-daly-curve', 'live-value']));
    expect(Object.keys(schema.attributes)).toEqual(Object.keys(schema.classes));
    expect(schema.attributes['young-daly-curve'].scaling.enum).toEqual(['fixed', 'sharded', 'shared']);
    expect(schema.shortcodes['young-daly-curve'].attributes.alt.type).toBe('string');
    expect(schema.shortcodes['live-value']).toBeUndefined();
  });

  test('the words a lock takes are the mission’s own', () => {
    expect(schema.attributes['prediction-lock'].question.enum).toEqual([...questions.keys()]);
    for (const tag of ['prediction-lock', 'reflection-note', 'track-picker', 'design-ledger', 'reliability-mission'])
      expect(schema.attributes[tag].track.enum, tag).toEqual(Object.keys(tracks));
    expect(render('::: {.prediction-lock question="best-intervall"}\n:::', 'html').warnings).toEqual([
      expect.stringContaining('the nearest is "best-interval"'),
    ]);
  });

  test('snippets name only attributes that exist', () => {
    const snippets = JSON.parse(read('_extensions/reliability-tax/_snippets.json')) as Record<
      string,
      {prefix: string; body: string[]}
    >;
    for (const {prefix, body} of Object.values(snippets)) {
      const tag = Object.keys(schema.attributes).find((name) => prefix.startsWith(name))!;
      const known = [...Object.keys(schema.attributes[tag]), 'fallback', 'alt', 'fig-alt'];
      for (const [, attribute] of body.join('\n').matchAll(/[ {]([\w-]+)="\$\{/g)) expect(known).toContain(attribute);
    }
  });

  const luac = ['luac', 'luac5.4', 'luac5.3'].find(has);
  test.skipIf(!luac)('the Lua files compile', () => {
    for (const file of ['reliability-tax.lua', 'shortcodes.lua', 'widgets.lua', 'manifest.lua'])
      expect(spawnSync(luac!, ['-p', `${extension}/${file}`]).status, file).toBe(0);
  });
});
