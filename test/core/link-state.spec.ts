import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {linkWith, readLink} from '../../src/core/link-state.js';

describe('the link', () => {
  it('reads only what carries the key', () => {
    expect([...readLink('a', '?a.nodes=4096&a.write-time=2+min&ab.nodes=1&nodes=2&b.nodes=3&a=4&A.nodes=5')]).toEqual([
      ['nodes', '4096'],
      ['write-time', '2 min'],
    ]);
    expect([...readLink('a', '')]).toEqual([]);
    expect([...readLink('a', '?a.interval=%E0%A4%A&a.x=%3C%2Fscript%3E')].map(([name]) => name)).toEqual([
      'interval',
      'x',
    ]);
  });

  it('replaces its own part of the address and keeps the rest', () => {
    const link = linkWith(
      'a',
      new Map([['nodes', '8']]),
      'https://book.example/vol2/ch?x=1&a.nodes=4&a.locked=nodes&b.nodes=3#fig-curve',
    );
    const url = new URL(link);
    expect([...url.searchParams]).toEqual([
      ['x', '1'],
      ['b.nodes', '3'],
      ['a.nodes', '8'],
    ]);
    expect([url.pathname, url.hash]).toEqual(['/vol2/ch', '#fig-curve']);
  });

  it('works in a file', () => {
    expect(linkWith('a', new Map([['nodes', '8']]), 'file:///book/ch.html')).toBe('file:///book/ch.html?a.nodes=8');
  });

  it('gives back any texts, whatever is in them', () => {
    const text = fc.string({unit: 'grapheme'});
    const name = fc.stringMatching(/^[a-z][a-z-]{0,10}$/);
    fc.assert(
      fc.property(fc.stringMatching(/^[\w.$ -]{1,6}$/), fc.dictionary(name, text), (key, texts) => {
        const link = linkWith(key, new Map(Object.entries(texts)), 'https://book.example/?old=1');
        const read = readLink(key, new URL(link).search);
        expect(Object.fromEntries(read)).toEqual({...texts});
        expect(new URL(link).searchParams.get('old')).toBe('1');
        expect(linkWith(key, read, link)).toBe(link);
      }),
    );
  });
});
