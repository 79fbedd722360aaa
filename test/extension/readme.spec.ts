import {readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {hasPandoc, render, root} from './pandoc.js';

const readme = readFileSync(`${root}README.md`, 'utf8');
const snippet = (language: string) => new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(readme)![1];

describe('the README', () => {
  test.skipIf(!hasPandoc)('has a Quarto snippet that works as it stands: live on the web, text in print', () => {
    const web = render(snippet('markdown'), 'html');
    expect(web.warnings).toEqual([]);
    expect(web.dependencies.length).toBe(1);
    expect(web.text).toMatch(/<young-daly-curve[^>]* nodes="2,048"[^>]*>/);
    expect(web.text).toMatch(/<live-value[^>]* of="optimum.exact"[^>]*>[\d.]+ min<\/live-value>/);
    const print = render(snippet('markdown'), 'latex');
    expect(print.text).not.toMatch(/young-daly-curve\b(?!})/);
    expect(print.text).toContain('What stands here is printed');
  });

  test('has exactly the two set-up commands', () => {
    const commands = [...snippet('sh').matchAll(/^npm ci && npm \w+/gm)].map(([command]) => command);
    expect(commands).toEqual(['npm ci && npm start', 'npm ci && npm test']);
  });

  test('has an HTML snippet whose tags and attributes are those of the manifest', () => {
    const manifest = readFileSync(`${root}_extensions/reliability-tax/manifest.lua`, 'utf8');
    for (const [, tag, attributes] of snippet('html').matchAll(/<(young-daly-curve|live-value)([^>]*)>/g)) {
      expect(manifest).toContain(`["${tag}"]`);
      for (const [, name] of attributes.matchAll(/([\w-]+)="/g)) expect(manifest, name).toContain(`["${name}"]`);
    }
  });
});
