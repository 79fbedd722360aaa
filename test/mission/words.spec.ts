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
      const words = [detective.brief(track), detective.observe(track), ...detective.benches(track)[0].tasks.map((task) => task.words), asked(3, id)].join(' ');
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
