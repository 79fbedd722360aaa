import {resolveObjectURL} from 'node:buffer';
import {createContext, runInContext} from 'node:vm';
import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {workerSource} from 'virtual:worker-source';
import {simulateCurve} from '../../src/models/checkpointing/compare-models.js';
import {jobRunner} from '../../src/jobs/job-runner.js';
import {runInSlices} from '../../src/jobs/run-in-slices.js';

const plan = {
  intervals: [600, 1800, 5400],
  runs: 200,
  seed: 'job',
  work: 2e6,
  writeTime: 120,
  mtbf: 14_400,
  restart: 300,
};
const result = {points: simulateCurve(plan), done: 1};

// The patience of the page with a worker does not run out by itself, however slow the machine.
beforeEach(() => void vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout']}));
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** Node plays a channel's messages before all else; a browser takes turns, as timers do. */
class FairChannel {
  port1 = {onmessage: () => {}, close() {}};
  port2 = {postMessage: () => setImmediate(() => this.port1.onmessage())};
}

/** A worker as the page sees it: the same program in a realm of its own, messages cloned and late. */
class FakeWorker {
  static alive = 0;
  static made = 0;
  onmessage?: (event: {data: unknown}) => void;
  onerror?: (event: {preventDefault(): void}) => void;
  #queue: unknown[] = [];
  #hear?: (event: {data: unknown}) => void;
  #dead = false;
  #clock = 0;

  constructor(url: string) {
    FakeWorker.alive++;
    FakeWorker.made++;
    const blob = resolveObjectURL(url)!;
    void blob.text().then((program) => {
      const realm = createContext({
        // A clock of its own: there is something to report whatever the machine does in a tenth of a second.
        performance: {now: () => (this.#clock += 1)},
        AbortController,
        MessageChannel: FairChannel,
        addEventListener: (_: string, hear: (event: {data: unknown}) => void) => (this.#hear = hear),
        postMessage: (data: unknown) =>
          setImmediate(() => this.#dead || this.onmessage?.({data: structuredClone(data)})),
      });
      runInContext(program, realm);
      for (const data of this.#queue) this.#hear!({data});
    });
  }

  postMessage(data: unknown): void {
    const copy = structuredClone(data);
    if (this.#hear) setImmediate(() => this.#hear!({data: copy}));
    else this.#queue.push(copy);
  }

  terminate(): void {
    this.#dead = true;
    FakeWorker.alive--;
  }
}

/** Blob addresses not yet given back. */
function openAddresses(): () => number {
  const open = new Set<string>();
  const {createObjectURL, revokeObjectURL} = URL;
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    const url = createObjectURL(blob);
    open.add(url);
    return url;
  });
  vi.spyOn(URL, 'revokeObjectURL').mockImplementation((url) => {
    open.delete(url);
    revokeObjectURL(url);
  });
  return () => open.size;
}

test('the worker is one text that asks for nothing', () => {
  expect(workerSource.length).toBeGreaterThan(2000);
  expect(workerSource).not.toMatch(/\bimport\b|\beval\b|\brequire\b|new Function|fetch\(/);
});

test('a job in the worker ends with what the model gives; then the worker and its address are gone', async () => {
  vi.stubGlobal('Worker', FakeWorker);
  const open = openAddresses();
  const runJob = jobRunner(workerSource);
  const before = FakeWorker.made;
  const heard: number[] = [];
  const one = runJob('curve', {...plan, runs: 2000}, {onProgress: ({done}) => heard.push(done)});
  const two = runJob('curve', plan);
  expect(await two).toEqual(result);
  expect(FakeWorker.alive).toBe(1);
  expect((await one).points.map(({runs}) => runs)).toEqual([2000, 2000, 2000]);
  expect(heard.length).toBeGreaterThan(0);
  expect(heard).toEqual([...heard].sort((a, b) => a - b));
  expect([FakeWorker.made - before, FakeWorker.alive, open()]).toEqual([1, 0, 0]);
  expect(await runJob('curve', plan)).toEqual(result);
  expect([FakeWorker.made - before, FakeWorker.alive, open()]).toEqual([2, 0, 0]);
});

test('a plan the model refuses rejects with its reason', async () => {
  vi.stubGlobal('Worker', FakeWorker);
  await expect(jobRunner(workerSource)('curve', {...plan, mtbf: -1})).rejects.toThrow(
    'mtbf must be a finite number > 0 (seconds), got -1',
  );
  expect(FakeWorker.alive).toBe(0);
});

test('stopped, a job rejects at once and leaves nothing; another goes on', async () => {
  vi.stubGlobal('Worker', FakeWorker);
  const open = openAddresses();
  const runJob = jobRunner(workerSource);
  const stop = new AbortController();
  // Stopped once it is under way.
  const long = runJob('curve', {...plan, runs: 1e6}, {signal: stop.signal, onProgress: () => stop.abort()});
  const other = runJob('curve', plan);
  await expect(long).rejects.toMatchObject({name: 'AbortError'});
  expect(await other).toEqual(result);
  expect([FakeWorker.alive, open()]).toEqual([0, 0]);
  await expect(runJob('curve', plan, {signal: stop.signal})).rejects.toMatchObject({name: 'AbortError'});
  const alone = new AbortController();
  const last = runJob('curve', {...plan, runs: 1e6}, {signal: alone.signal});
  alone.abort();
  await expect(last).rejects.toMatchObject({name: 'AbortError'});
  expect([FakeWorker.alive, open()]).toEqual([0, 0]);
});

test('where no worker can be made, fails to start or stays silent, the page plays the job itself', async () => {
  const open = openAddresses();
  class Refused {
    constructor() {
      throw new DOMException('refused', 'SecurityError');
    }
  }
  class Broken {
    onerror?: (event: {preventDefault(): void}) => void;
    constructor() {
      setImmediate(() => this.onerror!({preventDefault() {}}));
    }
    postMessage(): void {}
    terminate(): void {}
  }
  for (const worker of [Refused, Broken, undefined]) {
    vi.stubGlobal('Worker', worker);
    const runJob = jobRunner(workerSource);
    expect(await Promise.all([runJob('curve', plan), runJob('curve', plan)])).toEqual([result, result]);
    // Once refused, no second try.
    vi.stubGlobal('Worker', FakeWorker);
    const before = FakeWorker.made;
    expect(await runJob('curve', plan)).toEqual(result);
    expect(FakeWorker.made).toBe(before);
    await expect(runJob('curve', {...plan, runs: 0})).rejects.toThrow(/runs .*got 0/);
  }
  class Silent extends Broken {
    constructor() {
      super();
      this.onerror = undefined;
    }
  }
  Object.defineProperty(Silent.prototype, 'onerror', {set() {}, get: () => () => {}});
  vi.stubGlobal('Worker', Silent);
  const late = jobRunner(workerSource)('curve', plan);
  await vi.advanceTimersByTimeAsync(2900);
  expect(await Promise.race([late, 'nothing yet'])).toBe('nothing yet');
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await late).toEqual(result);
  expect(open()).toBe(0);
});

test('turns in the page end before 8 ms, whatever the slices take', async () => {
  let clock = 0;
  let begun = 0;
  const turns: number[] = [];
  const told: number[] = [];
  vi.spyOn(performance, 'now').mockImplementation(() => clock);
  vi.stubGlobal(
    'MessageChannel',
    class {
      port1 = {onmessage: () => {}, close() {}};
      port2 = {
        postMessage: () => {
          turns.push(clock - begun);
          clock += 4;
          begun = clock;
          queueMicrotask(() => this.port1.onmessage());
        },
      };
    },
  );
  function* slices(): Generator<number, number, void> {
    for (let i = 0; i < 2000; i++) {
      // Mostly short; now and then the engine takes a breath; late on another program takes half of the time.
      clock += (i % 97 === 0 ? 2.5 : 0.2 + (0.3 * ((i * 7919) % 13)) / 13) * (i > 1500 ? 2 : 1);
      yield i;
    }
    return -1;
  }
  expect(await runInSlices(slices(), 5, {onProgress: () => told.push(clock)})).toBe(-1);
  expect(Math.max(...turns)).toBeLessThan(8);
  expect(turns.reduce((sum, turn) => sum + turn) / turns.length).toBeGreaterThan(2);
  for (let i = 1; i < told.length; i++) expect(told[i] - told[i - 1]).toBeGreaterThanOrEqual(100);
  expect(told.length).toBeGreaterThan(8);
});
