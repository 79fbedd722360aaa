import {readdirSync, readFileSync} from 'node:fs';
import ts from 'typescript';
import {describe, expect, it} from 'vitest';

const folder = new URL('../../src/mission/', import.meta.url);
const sources = readdirSync(folder).filter((name) => name.endsWith('.ts'));

/** What stands in the words of a file, without what is computed between `${` and `}`, its imports, keys and types. */
function wordsIn(text: string): string[] {
  const source = ts.createSourceFile('x.ts', text, ts.ScriptTarget.ESNext, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isLiteralTypeNode(node)) return;
    if (
      ts.isStringLiteral(node) ||
      ts.isNoSubstitutionTemplateLiteral(node) ||
      ts.isTemplateHead(node) ||
      ts.isTemplateMiddleOrTemplateTail(node)
    )
      found.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Digits that are names, formulas or the form of the report, not numbers anybody measured. */
const allowed = [
  /Llama-3-70B/g,
  /\bS3\b/g,
  /from 1 to 0/g,
  /\ba 1 that becomes 0\b/gi,
  /from 0 to 1/g,
  /√\(2δM\)/g,
  /√\(2δ\/M\)/g,
  /^pod8$/g,
  /^llama3$/g,
  /nvmeGen4\w*/g,
  /\(1σ\)/g,
  /draft 2020-12|draft\/2020-12/g,
  /CRC-32C/g,
  /0-9a-f|\{8\}/g,
  /has to be above 0 /g,
  /^s3$/g,
];

const hasNumber = (text: string): boolean => /\d/.test(allowed.reduce((left, one) => left.replace(one, ''), text));

describe('the prose of the mission', () => {
  it('holds no number but what is computed', () => {
    const typed: string[] = [];
    let looked = 0;
    for (const name of sources) {
      for (const text of wordsIn(readFileSync(new URL(name, folder), 'utf8'))) {
        looked++;
        if (hasNumber(text)) typed.push(`${name}: ${text}`);
      }
    }
    expect(looked).toBeGreaterThan(200);
    expect(typed).toEqual([]);
  });

  it('finds a typed number where there is one', () => {
    const words = wordsIn("import x from './x2.js'; const a = `it takes 27 min and ${b(3)}`, c = 'S3 ' + 4;");
    expect(words).toEqual(['it takes 27 min and ', '', 'S3 ']);
    expect(words.map(hasNumber)).toEqual([true, false, false]);
  });
});
