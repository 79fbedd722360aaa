import {html, type TemplateResult} from 'lit';
import type {Sentence} from '../core/sentence.js';

/** A sentence with its live numbers set off; a number stays with its unit. */
export const renderSentence = (phrase: Sentence): Array<string | TemplateResult> =>
  phrase.map((piece) =>
    typeof piece === 'string' ? piece : html`<strong>${piece.live.replace(/(\d) (?=\S)/g, '$1\u00a0')}</strong>`,
  );
