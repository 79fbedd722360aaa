import {describe, expect, it} from 'vitest';
import {parts, questions, trackIds, tracks, type TrackId} from '../../src/mission/index.js';
import {numberAt, quantityInProse} from '../../src/mission/numbers.js';
import {errorFactor, reasonOf, showAnswer, type Question} from '../../src/mission/questions.js';
import {campaign} from '../support/campaign.js';
import './play.js';

const question = (id: string): Question => questions.get(id)!;
const answer = (id: string, track: TrackId) => question(id).answer(tracks[track], campaign);

/** As the mission asks them. */
const asked: Readonly<Record<string, string>> = {
  'frequency-doubling':
    'If you double the number of nodes N, does the optimal checkpoint frequency increase, decrease, or stay the same?',
  'staging-factor': 'Will staging to local NVMe instead of S3 reduce the math-stop time? By what factor?',
  'loss-alarm': 'If a weight bit flips from 1 to 0, will the loss immediately alert you?',
};

describe('the locks', () => {
  it('ask in the words of the mission', () => {
    for (const [id, words] of Object.entries(asked))
      for (const track of trackIds) expect(question(id).prompt(tracks[track]).slice(0, words.length)).toBe(words);
  });

  it('are known for every part of every track, and tell nothing of the answer beforehand', async () => {
    for (const id of trackIds) {
      for (const part of parts) {
        for (const lock of part.locks(tracks[id])) {
          const {prompt, facts, options, bounds, kind} = question(lock);
          expect(Boolean(options) !== Boolean(bounds), lock).toBe(true);
          expect(kind === 'choice').toBe(Boolean(options));
          const {number} = await question(lock).answer(tracks[id], campaign);
          if (typeof number !== 'number') continue;
          const {min, max} = bounds!(tracks[id]);
          expect(number, `${lock} of ${id}`).toBeGreaterThan(min);
          expect(number).toBeLessThan(max);
          for (const fact of facts(tracks[id]))
            expect(Math.abs(fact.value / number - 1), fact.label).toBeGreaterThan(1e-3);
          expect(prompt(tracks[id])).not.toMatch(/\d{2}/);
        }
      }
    }
  });

  it('no reveal tells the answer of a later lock', async () => {
    for (const id of trackIds) {
      const locks = parts[0].locks(tracks[id]);
      const {number} = await answer(locks[1], id);
      const first = question(locks[0]).reveal(tracks[id], await answer(locks[0], id));
      expect(first).toMatch(/\d/);
      expect(first).not.toContain(quantityInProse(number as number, 'time'));
    }
  });

  it('a doubled fleet saves √2 times as often to first order, and a little more exactly', async () => {
    for (const id of trackIds) {
      const {choice, factor} = await answer('frequency-doubling', id);
      expect(choice).toBe('increase');
      expect(factor as number).toBeGreaterThan(Math.SQRT2 - 1e-9);
      expect(factor as number).toBeLessThan(1.5);
    }
  });

  it('says what the doubling leaves alone, and when the fleet would save as often as before', () => {
    const {prompt, options} = question('frequency-doubling');
    const same = options!.find(({id}) => id === 'same')!;
    for (const id of trackIds) {
      expect(prompt(tracks[id])).toMatch(/Writing a checkpoint takes as long as before\.$/);
      const moved = Number(/move by ([\d.e-]+)\u00a0% only/.exec(reasonOf(same, tracks[id]))![1]) / 100;
      // √(2δM) with 2δ and M/2 is the same; what is left is Daly's next term, −δ: from 1859 − 80 s to 1859 − 160 s or so.
      const [m, d] = [
        numberAt('young-daly-curve', {scenario: id}, 'mtbf'),
        numberAt('young-daly-curve', {scenario: id}, 'writeTime'),
      ];
      const daly = (mtbf: number, write: number) =>
        Math.sqrt(2 * write * mtbf) * (1 + Math.sqrt(write / (2 * mtbf)) / 3 + write / (18 * mtbf)) - write;
      expect(moved).toBeCloseTo(1 - daly(m / 2, 2 * d) / daly(m, d), id === 'cloud' ? 3 : 4);
      expect(moved).toBeLessThan(0.06);
    }
  });

  it('asks for a factor whose bounds read right on both sides of no change', () => {
    for (const id of ['staging-factor', 'delta-factor', 'memory-factor']) {
      const bounds = question(id).bounds!(tracks.cloud);
      expect(bounds.label).toMatch(/ over /);
      expect(showAnswer(bounds, bounds.min)).toBe('0.1 times');
    }
  });

  it('the best interval is that of the table, A13: M = 4 h, δ = 2 min', async () => {
    const {young, number} = await answer('best-interval', 'cloud');
    expect((young as number) / 60).toBeCloseTo(31, 1);
    expect(number as number).toBeLessThan(young as number);
  });

  it('staging is as much faster as the slower of two pipes says', async () => {
    const {number, s3, ssd} = await answer('staging-factor', 'cloud');
    // 987.75 GB over eight nodes: 10 GB/s a link to S3 (80 of the store's 100), 44 GB/s of drives.
    const shard = 987_751_890_944 / 8;
    expect(s3).toBeCloseTo(shard / 10e9, 6);
    expect(ssd).toBeCloseTo(shard / 44e9, 6);
    expect(number).toBeCloseTo(4.4, 6);
  });

  it('what a save writes on average is what a pencil makes of the facts shown, and what the bench shows', async () => {
    // 120 MB once, then four deltas of 4 MB: five saves.
    const {number, written} = await answer('delta-factor', 'mobile');
    expect(written).toBeCloseTo((120e6 + 4 * 4e6) / 5, 3);
    expect(number).toBeCloseTo(120 / 27.2, 9);
    const facts = question('delta-factor')
      .facts(tracks.mobile)
      .map(({value}) => value);
    expect(facts).toEqual([120e6, 4e6, 4]);
    const chip = parts[1]
      .prompts(tracks.mobile)[0]
      .evidence(tracks.mobile)
      .find(({label}) => label.startsWith('a save writes'))!;
    expect(numberAt(chip.tag, {scenario: 'mobile'}, chip.path)).toBe(written);
    expect(question('delta-factor').reveal(tracks.mobile, await answer('delta-factor', 'mobile'))).toContain(
      quantityInProse(27.2e6, 'bytes'),
    );
  });

  it('the loss hardly ever tells of a flip from 1 to 0, in every format', async () => {
    for (const id of trackIds) {
      const {choice, moved, of} = await answer('loss-alarm', id);
      expect(choice).toBe('seldom');
      expect(of as number).toBeGreaterThan(80);
      expect((moved as number) / (of as number)).toBeLessThan(0.1);
    }
  });

  it('scores a prediction by its factor, either way', () => {
    expect(errorFactor({number: 10}, {number: 30})).toBeCloseTo(3, 12);
    expect(errorFactor({number: 90}, {number: 30})).toBeCloseTo(3, 12);
    expect(errorFactor({choice: 'same'}, {choice: 'same'})).toBeUndefined();
  });
});
