import {models, type StagingBench} from 'reliability-tax';
import {expect} from 'chai';
import {emulateMedia, engine, hasMedia, press, resetMouse, sendKeys} from '../../support/commands.js';
import {listen} from '../../support/watch.js';
import {
  all,
  button,
  drawn,
  frame,
  mount,
  notDrawn,
  open,
  part,
  picture,
  settled,
  sleep,
  slider,
  textBox,
  unmountAll,
  until,
  type WidgetElement,
} from '../../support/widget.js';

const {formatQuantity, stagingTimes} = models;

type Value = StagingBench['value'];
type Bench = WidgetElement & StagingBench;
type Run = NonNullable<Value['run']>;

const put = (attributes = '', style?: string): Promise<Bench> =>
  mount<Bench>(`<staging-bench ${attributes}></staging-bench>`, style);
const words = (bench: Bench, name: string) => part(bench, name)!.textContent!.replace(/\s+/g, ' ').trim();
const active = (bench: Bench) => bench.shadowRoot.activeElement as HTMLElement | null;
const commit = (bench: Bench) =>
  all<HTMLButtonElement>(bench, 'button').find(({textContent}) => /^Commit run/.test(textContent!.trim()));
const timeBar = (bench: Bench) => slider(bench, 'Time since');
/** Geometry and words of the picture. */
const drawing = (bench: Bench) => picture(bench)!.outerHTML;

/** Tab and Shift+Tab, and nothing else, until something has the focus. */
async function tabTo(bench: Bench, what: string, is: (node: HTMLElement) => boolean): Promise<void> {
  const target = all(bench, 'input, button, select, [tabindex="0"]').find(is);
  for (let presses = 0; target && presses < 60; presses++) {
    const at = active(bench);
    if (at === target) return;
    await press(at && at.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_PRECEDING ? 'Shift+Tab' : 'Tab');
  }
  throw new Error(`no way to ${what} by Tab`);
}

async function typeInto(bench: Bench, label: string, text: string): Promise<void> {
  await tabTo(bench, label, (node) => (node.getAttribute('aria-label') ?? '').startsWith(label));
  // WebKit's driver swallows the second of two equal keys typed at once.
  for (const letter of text)
    await (engine === 'webkit' ? press(letter === ' ' ? 'Space' : letter) : sendKeys({type: letter}));
  await press('Enter');
  await settled(bench);
}

async function commitByKey(bench: Bench): Promise<void> {
  await tabTo(bench, 'the commit button', (node) => node === commit(bench));
  await press('Space');
  await settled(bench);
  await until(
    'the outcome is said',
    () =>
      words(bench, 'sentence').startsWith('Solved') ||
      all(bench, '[aria-live]')[0].textContent!.includes(words(bench, 'sentence').slice(0, 8)),
  );
}

/** Puts the focus before the widget, as a reader comes from the text above. */
function startAbove(bench: Bench): void {
  const link = document.createElement('a');
  link.href = '#';
  link.textContent = 'above';
  bench.before(link);
  link.focus();
}

function runsOf(bench: Bench): Run[] {
  const heard: Run[] = [];
  bench.parentElement!.addEventListener('rt-run', (event) => {
    expect([event.bubbles, event.composed, event.target]).to.deep.equal([true, true, bench]);
    heard.push((event as CustomEvent<Run>).detail);
  });
  return heard;
}

describe('<staging-bench>', () => {
  afterEach(async () => {
    unmountAll();
    await resetMouse();
  });

  describe('what the math waits for', () => {
    it('is chosen by arrow keys above the picture; the timer tells each stop in seconds and how many times less it is', async () => {
      const bench = await put('strategy="object-store"');
      const stops = stagingTimes({...bench.value, bytesPerNode: bench.value.bytesPerNode});
      const toggles = all<HTMLInputElement>(bench, '[part~=key] input[type=radio]');
      expect(toggles.map((toggle) => toggle.parentElement!.textContent!.trim())).to.deep.equal([
        'Blocking S3',
        'Local SSD',
        'Async DRAM',
        'Peer DRAM',
      ]);
      toggles[0].focus();
      for (const [strategy, stop, factor] of [
        ['local-ssd', stops.localSsd, stops.ssdFactor],
        ['async-dram', stops.asyncDram, stops.dramFactor],
      ] as const) {
        const heard = listen(bench);
        await press('ArrowRight');
        await settled(bench);
        heard.stop();
        expect(heard.map(({type}) => type)).to.deep.equal(['input', 'change']);
        expect(bench.value.strategy).to.equal(strategy);
        expect(bench.value.mathStop).to.be.closeTo(stop, 1e-6 * stop);
        expect(all(bench, '.timer .stop')[0].textContent).to.equal(`${formatQuantity(stop, 'number')} s`);
        expect(all(bench, '.timer')[0].textContent).to.include(
          `${formatQuantity(Number(factor.toPrecision(3)), 'number')} times less`,
        );
        expect(notDrawn(bench)).to.deep.equal([]);
      }
    });

    it('names the limit that breaks and the first remedy; trying it mends the storm, and undo brings it back', async () => {
      const bench = await put();
      expect(bench.value.storm).to.equal(true);
      expect(words(bench, 'sentence')).to.match(/storm/);
      expect(words(bench, 'controls'))
        .to.include('First remedy')
        .and.to.include(formatQuantity(bench.value.safePace, 'bandwidth'));
      const heard = listen(bench);
      button(bench, 'Try it').click();
      await settled(bench);
      heard.stop();
      expect(heard.map(({type}) => type)).to.deep.equal(['input', 'change']);
      expect([bench.value.storm, bench.value.pace, bench.value.networkLoad <= 1]).to.deep.equal([
        false,
        bench.value.safePace,
        true,
      ]);
      bench.undo();
      expect(bench.value.storm).to.equal(true);
    });
  });

  describe('time', () => {
    it('stands still until asked, plays one checkpoint, and stops', async () => {
      const bench = await put();
      const before = drawing(bench);
      await sleep(400);
      expect(drawing(bench), 'nothing moves by itself').to.equal(before);
      expect(bench.getAnimations({subtree: true}).length).to.equal(0);
      button(bench, 'Play').click();
      const seen = new Set<string>();
      await until('it plays', () => seen.add(timeBar(bench).getAttribute('aria-valuetext')!).size > 2);
      expect(button(bench, 'Pause')).not.to.equal(undefined);
      await until('it has played', () => all(bench, '.play')[0].getAttribute('aria-label') === 'Play');
      const end = drawing(bench);
      await sleep(200);
      expect(drawing(bench)).to.equal(end);
      expect(all(bench, '.which')[0].textContent).to.match(/^checkpoint 2 of 12$/);
    });

    it('stops playing when paused and when taken out of the page', async () => {
      const bench = await put();
      for (const halt of [() => button(bench, 'Pause').click(), () => bench.remove()]) {
        button(bench, 'Play').click();
        const start = drawing(bench);
        await until('it plays', () => drawing(bench) !== start);
        halt();
        await frame();
        const still = drawing(bench);
        await sleep(150);
        expect(drawing(bench)).to.equal(still);
      }
    });

    it('moves by keys on the time bar and says the moment in words; the steps go from change to change and over the checkpoint’s end', async () => {
      const bench = await put();
      const bar = timeBar(bench);
      bar.focus();
      await press('Home');
      await settled(bench);
      expect(bar.getAttribute('aria-valuetext')).to.equal('0 seconds after checkpoint 2 began: the math is stopped');
      expect(picture(bench)!.textContent).to.include('the math is stopped');
      const at = () => Number(bar.value);
      const from = at();
      await press('Shift+ArrowRight');
      await settled(bench);
      expect(at() - from).to.be.closeTo(0.1, 1e-9);
      await press('Home');
      const step = button(bench, 'Step to the next change');
      step.focus();
      await press('Enter');
      await settled(bench);
      expect(bar.getAttribute('aria-valuetext'))
        .to.include(formatQuantity(bench.value.mathStop, 'time', {words: true}))
        .and.to.match(/slowed to 95.2 percent/);
      for (let steps = 0; steps < 5 && !/checkpoint 3/.test(all(bench, '.which')[0].textContent!); steps++) {
        step.click();
        await settled(bench);
      }
      expect(all(bench, '.which')[0].textContent).to.equal('checkpoint 3 of 12');
      button(bench, 'Step back to the last change').click();
      await settled(bench);
      expect(all(bench, '.which')[0].textContent).to.equal('checkpoint 2 of 12');
      button(bench, 'Previous checkpoint').click();
      await settled(bench);
      expect(words(bench, 'beside')).to.match(
        /Node lost now ?back .*, to the (start: no copy is safe yet|copy in the store)/,
      );
      expect(bench.value).to.deep.equal((await put()).value);
    });

    it('gives frames in place of motion where motion is not wanted', async function () {
      if (!hasMedia) return this.skip();
      await emulateMedia({reducedMotion: 'reduce'});
      try {
        const bench = await put('runs="3"');
        expect(all(bench, '.play')).to.deep.equal([]);
        commit(bench)!.click();
        await drawn(bench);
        const before = drawing(bench);
        await sleep(300);
        expect(drawing(bench)).to.equal(before);
        button(bench, 'Step to the next change').click();
        await settled(bench);
        expect(drawing(bench)).not.to.equal(before);
      } finally {
        await emulateMedia({reducedMotion: 'no-preference'});
      }
    });
  });

  describe('the ten-run rule', () => {
    /** Everything a reader could find in the page, but what they set themselves. */
    const inPage = (bench: Bench) => bench.outerHTML + bench.shadowRoot.innerHTML;

    it('is won by keyboard alone: storm, pace, then the buffer halved between too small and too large', async () => {
      const bench = await put('runs="10" url-key="k"');
      const heard = runsOf(bench);
      const answer = bench.value.requiredBuffer;
      startAbove(bench);
      await commitByKey(bench);
      expect(words(bench, 'sentence')).to.match(/^Run 1 of 10\. Storm: .* Try first: a slower pace/);
      await typeInto(bench, 'Pace of drain', '7.5 GB/s');
      await commitByKey(bench);
      expect(words(bench, 'sentence')).to.match(/^Run 2 of 10\. .*smaller buffer would do as well/);
      let [low, high] = [0, 128];
      while (!/^Solved/.test(words(bench, 'sentence')) && heard.length < 10) {
        expect(inPage(bench)).not.to.include('b*').and.not.to.include('smallest that does');
        const middle = Math.round((low + high) / 2);
        await typeInto(bench, 'Staging buffer', `${middle} GB`);
        expect(bench.value.buffer).to.equal(middle * 1e9);
        expect(inPage(bench).replaceAll(`${middle} GB`, ''), 'the answer is nowhere')
          .not.to.include(formatQuantity(answer, 'bytes'))
          .and.not.to.include(String(answer));
        await commitByKey(bench);
        if (/a larger buffer/.test(words(bench, 'sentence'))) low = middle;
        else high = middle;
      }
      expect(heard.at(-1)).to.include({
        solved: true,
        holds: true,
        limit: null,
        remedy: null,
        of: 10,
        number: heard.length,
      });
      expect(heard.length).to.be.within(3, 10);
      expect(heard.every(Object.isFrozen)).to.equal(true);
      expect(heard.map(({solved}) => solved).filter(Boolean).length).to.equal(1);
      expect(bench.value.run).to.equal(heard.at(-1));
      expect(bench.value.buffer / answer).to.be.within(1, 1.0205);
      expect(words(bench, 'sentence')).to.match(
        new RegExp(
          `^Solved in ${heard.length} runs\\..*above the smallest that does: b\\* = ${formatQuantity(answer, 'bytes')}`.replace(
            / GB$/,
            '\\s?GB',
          ),
        ),
      );
      expect(commit(bench), 'a solved challenge is over').to.equal(undefined);
      const rows = all<HTMLTableElement>(bench, '.runs table')[0].tBodies[0].rows;
      expect(rows.length).to.equal(heard.length);
      expect(rows[0].textContent).to.include('10 GB/s').and.to.include('Storm').and.to.include('Try first');
    });

    it('is lost by keyboard alone after the last run, which tells how near the buffer was; then it starts over', async () => {
      const bench = await put('runs="3" pace="7.5 GB/s"');
      const heard = runsOf(bench);
      startAbove(bench);
      for (const buffer of ['40 GB', '80 GB', '105 GB']) {
        await typeInto(bench, 'Staging buffer', buffer);
        expect(words(bench, 'base')).not.to.include('b*');
        await commitByKey(bench);
      }
      expect(heard.map(({limit, remedy}) => [limit, remedy])).to.deep.equal([
        ['overflow', 'larger-buffer'],
        ['overflow', 'larger-buffer'],
        ['overflow', 'larger-buffer'],
      ]);
      const off = 1 - 105e9 / bench.value.requiredBuffer;
      expect(words(bench, 'sentence'))
        .to.match(/Run 3 of 3\. Overflow: .*That was the last run\. Your buffer of 105.GB is /)
        .and.to.include(`${formatQuantity(Number(off.toPrecision(2)), 'ratio')} below`);
      expect(commit(bench)).to.equal(undefined);
      await tabTo(bench, 'start over', (node) => node.textContent!.trim() === 'Start over');
      await press('Enter');
      await settled(bench);
      expect(commit(bench)!.textContent!.trim()).to.equal('Commit run 1 of 3');
      expect([bench.value.run, bench.value.buffer]).to.deep.equal([null, 105e9]);
      expect(words(bench, 'base')).not.to.include('b*');
    });

    it('shows nothing of a setting before it is run', async () => {
      const bench = await put('runs="5"');
      const [timer, sentence, figure] = [all(bench, '.timer')[0].outerHTML, words(bench, 'sentence'), drawing(bench)];
      bench.value = {strategy: 'local-ssd', buffer: 5e10};
      await settled(bench);
      expect([all(bench, '.timer')[0].textContent, words(bench, 'sentence')]).to.deep.equal([
        new DOMParser().parseFromString(timer, 'text/html').body.textContent,
        sentence,
      ]);
      expect(picture(bench)!.querySelectorAll('.storm')[0].getAttribute('d')).to.equal('');
      expect(figure).to.include('the math runs');
      expect(bench.describe()).to.equal(sentence.replaceAll('\u00a0', ' '));
      expect(bench.toTable().columns.length).to.equal(2);
      for (const table of [bench.toTable()])
        expect(JSON.stringify(table)).not.to.include(formatQuantity(bench.value.requiredBuffer, 'bytes'));
      expect(bench.toSVG()).not.to.include('>b*<');
    });

    it('hides the formula of the answer until the runs are over', async () => {
      const bench = await put('runs="3" pace="7.5 GB/s" buffer="111 GB"');
      expect(bench.formulas).to.include('math-stop').and.not.to.include('required-buffer');
      bench.commitRun();
      await settled(bench);
      expect(bench.value.run!.solved).to.equal(true);
      expect(bench.formulas).to.include('required-buffer');
    });

    it('does not count a setting twice, and takes the job and its hardware as given', async () => {
      const bench = await put('runs="5"');
      const heard = runsOf(bench);
      commit(bench)!.click();
      await settled(bench);
      expect(commit(bench)!.getAttribute('aria-disabled')).to.equal('true');
      commit(bench)!.click();
      bench.commitRun();
      expect(heard.length).to.equal(1);
      await open(bench, 'More');
      expect(textBox(bench, 'The training’s own').getAttribute('aria-disabled')).to.equal('true');
      expect(textBox(bench, 'Groups that').getAttribute('aria-disabled')).to.equal('false');
      bench.userInput({trainingTraffic: 0, groups: 2});
      expect([bench.value.trainingTraffic, bench.value.groups]).to.deep.equal([340e9, 2]);
    });

    it('starts anew when a teacher changes the number of runs, and ends when they take it away', async () => {
      const bench = await put('runs="3"');
      bench.commitRun();
      await settled(bench);
      bench.runs = '10';
      await settled(bench);
      expect(commit(bench)!.textContent!.trim()).to.equal('Commit run 1 of 10');
      bench.removeAttribute('runs');
      await settled(bench);
      expect([commit(bench), bench.value.run]).to.deep.equal([undefined, null]);
      expect(words(bench, 'sentence')).to.match(/^The math stops/);
    });

    it('keeps its runs when moved in the page', async () => {
      const bench = await put('runs="3"');
      bench.commitRun();
      const {run} = bench.value;
      document.body.append(bench.parentElement!);
      await settled(bench);
      expect(bench.value.run).to.equal(run);
      expect(all(bench, '.runs table tbody tr').length).to.equal(1);
    });

    it('gives the runs away as a table, in the JSON without the answer', async () => {
      const bench = await put('runs="3"');
      bench.commitRun();
      await settled(bench);
      const [, runs] = (bench as unknown as {tables(): Array<{caption: string; rows: string[][]}>}).tables();
      expect(runs.caption).to.equal('Runs');
      expect(runs.rows[0].join()).to.include('Storm');
      const {json} = (bench as unknown as {exports(): {json(): {value: object; runs: Run[]}}}).exports();
      expect(Object.keys(json().value)).not.to.include('requiredBuffer');
      expect(json().runs).to.deep.equal([bench.value.run]);
    });
  });

  describe('drives', () => {
    it('tells what each remedy saves, and tries it', async () => {
      const bench = await put();
      await open(bench, 'More');
      const life = bench.value.ssdLife!;
      const row = (label: string) =>
        all<HTMLTableRowElement>(bench, '.drives tbody tr').find((each) => each.cells[0].textContent === label)!;
      expect(row('Take turns').textContent).to.include('no longer').and.to.include('50 %');
      expect(row('Save half as often').cells[1].textContent).to.equal(formatQuantity(2 * life, 'time'));
      button(bench, 'Try: Save half as often').click();
      await settled(bench);
      expect(bench.value.ssdLife).to.be.closeTo(2 * life, 1e-6 * life);
      button(bench, 'Try: Rotate replicas').click();
      await settled(bench);
      expect(bench.value.ssdLife).to.be.closeTo(4 * life, 1e-6 * life);
      button(bench, 'Try: Skip the drives').click();
      await settled(bench);
      expect(bench.value.ssdLife).to.equal(null);
      expect(words(bench, 'beside')).to.include('nothing is written');
    });
  });

  it('draws random delays by the seed', async () => {
    const [one, two, again] = ['1', '2', '1'].map(
      (seed) =>
        Object.assign(document.createElement('staging-bench'), {
          schedule: 'random',
          groups: 4,
          seed,
        }) as unknown as Bench,
    );
    expect(one.value.durableAfter).not.to.equal(two.value.durableAfter);
    expect(one.value).to.deep.equal(again.value);
  });
});
