import {expect} from 'chai';
import {canvasPalette} from '../../src/draw/canvas-palette.js';
import {palette} from '../../src/draw/palette.js';
import {box, unmountAll} from '../support/widget.js';

describe('the colours of a canvas', () => {
  afterEach(() => unmountAll());

  const probe = (style: string) =>
    box(
      '<i></i>',
      `${Object.keys(palette)
        .map((name) => `--${name}:#123456;`)
        .join('')}${style}`,
    ).firstElementChild as HTMLElement;

  it('are those of the page, and follow a token or a scheme that changes', () => {
    const one = probe('--lost: light-dark(#ff0000, #00ff00); color-scheme: light');
    const home = one.parentElement!;
    expect(canvasPalette(one, false).lost).to.equal('rgb(255, 0, 0)');
    expect(canvasPalette(one, false), 'the same object while nothing changes').to.equal(canvasPalette(one, false));
    home.style.colorScheme = 'dark';
    expect(canvasPalette(one, false).lost).to.equal('rgb(0, 255, 0)');
    home.style.setProperty('--lost', 'blue');
    expect(canvasPalette(one, false).lost).to.equal('rgb(0, 0, 255)');
    expect(canvasPalette(one, false).text).to.equal('rgb(18, 52, 86)');
  });

  it('are the book’s on paper', () => expect(canvasPalette(probe(''), true)).to.equal(palette));

  it('are what the theme’s tokens are where nobody set any', async () => {
    await import('reliability-tax');
    const widget = box('<young-daly-curve></young-daly-curve>').firstElementChild!;
    const inside = document.createElement('i');
    widget.shadowRoot!.append(inside);
    const colour = (text: string) => {
      inside.style.color = text;
      return getComputedStyle(inside).color;
    };
    for (const [name, value] of Object.entries(palette)) expect(colour(`var(--${name})`), name).to.equal(colour(value));
  });
});
