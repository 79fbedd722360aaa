import {describe, expect, it} from 'vitest';
import {parseQuantity} from '../../src/models/index.js';
import {parts, trackIds, tracks, type TrackId} from '../../src/mission/index.js';
import './play.js';

/** Without spaces that do not break. */
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');
const asked = (part: number, id: TrackId): string => plain(parts[part - 1].prompts(tracks[id])[0].text(tracks[id]));
const detective = parts[2];

describe('part 3 on every track', () => {
  it('speaks of what that reader’s device answers, and of the car only to the driver of one', () => {
    for (const id of trackIds) {
      const track = tracks[id];
      const words = [
        detective.brief(track),
        detective.observe(track),
        ...detective.benches(track)[0].tasks.map((task) => task.words),
        asked(3, id),
      ].join(' ');
      expect(/\bcar\b/.test(words), id).toBe(id === 'edge');
      expect(words).toContain(track.wrong);
    }
    expect(new Set(trackIds.map((id) => tracks[id].wrong)).size).toBe(trackIds.length);
  });

  it('gives the detective the frame of the track', () => {
    const frames = trackIds.map((id) => [id, detective.benches(tracks[id])[0].attributes['frame-time']]);
    // 60 frames a second on the glasses, the loop of the mission elsewhere.
    expect(Object.fromEntries(frames)).toMatchObject({edge: '10 ms', tiny: '10 ms'});
    expect(parseQuantity(Object.fromEntries(frames).mobile, 'time')).toBeCloseTo(1 / 60, 9);
  });

  it('tells the Tiny Pioneer what running twice takes of a milliwatt', () => {
    // 1 mW for 10 ms is 10 µJ; a tenth of it by the hash, 10.05 times cheaper than a second run.
    expect(asked(3, 'tiny')).toContain('1 mW: 10 µJ for a frame of 10 ms');
    expect(asked(3, 'tiny')).toContain('running it twice takes 20 µJ');
    expect(asked(3, 'tiny')).toContain('adds 995 nJ');
    expect(plain(detective.observe(tracks.tiny))).toContain('the hash 99.5 µW more');
    expect(plain(detective.brief(tracks.tiny))).toContain('8 bits wide');
  });

  it('claims the same factor before the challenge and in it', () => {
    for (const id of trackIds) {
      const factors = (text: string) => [...plain(text).matchAll(/(\d+) times cheaper/g)].map(([, factor]) => factor);
      expect(factors(asked(3, id)), id).toEqual(factors(detective.observe(tracks[id])));
      expect(factors(asked(3, id))).toHaveLength(1);
    }
  });
});

describe('Jeff Dean asks of what the bench shows, and where it breaks', () => {
  const year = 365 * 86_400;

  it('cloud: worn drives and a storm at the interval that loses least', () => {
    const words = asked(2, 'cloud');
    const every = Number(/save every ([\d.]+) min/.exec(words)![1]) * 60;
    const life = Number(/worn out after (\d+) d/.exec(words)![1]) * 86_400;
    // Eight drives of 3.84 TB, once full a day for five years; a shard of 987.75 GB over eight nodes each time.
    const shard = 987_751_890_944 / 8;
    expect(life / year).toBeCloseTo((8 * 3.84e12 * 5 * 365 * every) / shard / year, 1);
    expect(words).toContain(`at one every ${(shard / 44e9).toFixed(2)} s they would never rest`);
    // 85 % of the network is the training's; eight links of 10 GB/s on 400.
    expect(words).toContain('105 % of what the network carries');
    expect(words).toContain('stops for 309 ms');
  });

  it('edge: the single drive, saved as often as the fleet', () => {
    const bytes = 8_030_261_248 * 14;
    const words = asked(2, 'edge');
    expect(words).toContain(`busy ${((100 * bytes) / 44e9 / 3600).toPrecision(2)} % of the time`);
    expect(words).toContain(`worn out after ${((3.84e12 * 5 * 365 * 300) / bytes / 86_400).toFixed(0)} d`);
    expect(words).toContain(`at one save every ${(bytes / 5.3e9).toFixed(1)} s it would never rest`);
  });

  it('mobile: the flash is saturated by a save in every frame', () => {
    const rate = 27.2e6 * 60;
    expect(rate).toBeGreaterThan(1.2e9);
    expect(asked(2, 'mobile')).toContain('2.72 MB/s, of 1.2 GB/s');
    expect(asked(2, 'mobile')).toContain(`asks for ${(rate / 1e9).toFixed(2)} GB/s`);
  });

  it('tiny: the budget is spent by a save in every frame', () => {
    // 4096 bytes of 2.1 nJ and 1 µJ: 9.6 µJ, of a millijoule a second.
    const save = 4096 * 2.1e-9 + 1e-6;
    expect(asked(2, 'tiny')).toContain(`takes ${((save / 1e-3) * 100).toFixed(2)} % of your 1 mW`);
    expect(asked(2, 'tiny')).toContain(`and ${((save / 10e-6) * 100).toFixed(0)} % of it goes to saving`);
  });
});

describe('one story from part to part', () => {
  it('cloud: says what part 1 took as given and who saves now, and names the drives by their speed', () => {
    const brief = plain(parts[1].brief(tracks.cloud));
    for (const words of [
      '2 min for a save',
      `${(987.751890944 / 120).toFixed(2)} GB/s into`,
      '8 of your 2,048 nodes',
      'every 5 min',
      '10 GB/s each',
    ])
      expect(brief).toContain(words);
    const tasks = (id: TrackId) => plain(parts[1].benches(tracks[id])[1].tasks[0].words);
    expect(tasks('cloud')).toContain('take 28 GB/s, in place of 44 GB/s');
    expect(tasks('edge')).toContain('takes 5.3 GB/s, in place of 44 GB/s');
    for (const id of ['cloud', 'edge'] as const)
      expect(parts[1].benches(tracks[id])[1].attributes['ssd-bandwidth']).toBe(id === 'cloud' ? '28 GB/s' : '5.3 GB/s');
  });

  it('saving and losing are shares of the time', () => {
    expect(plain(parts[0].observe(tracks.cloud))).toMatch(
      /Saving and losing take 12\.1 % of the time, the rest of the loss/,
    );
  });

  it('offers no survival that nobody has', () => {
    const labels = (id: TrackId) =>
      parts[0]
        .prompts(tracks[id])[0]
        .evidence(tracks[id])
        .map(({label}) => label);
    expect(labels('cloud')).toContain('P_fleet');
    expect(labels('tiny')).not.toContain('P_fleet');
  });
});
