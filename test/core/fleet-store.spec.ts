import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {Definition, Settings} from '../../src/core/definition.js';
import {readField} from '../../src/core/fields.js';
import {Fleet, fleetNamed, leaveFleet, type Adoption, type Member} from '../../src/core/fleet-store.js';
import {InputState} from '../../src/core/input-state.js';
import {stills} from '../../src/render/stills.js';
import {runs} from '../support/sample.js';

const number = (attribute: string, max: number) =>
  ({attribute, dimension: 'number', min: 0, max, label: attribute, doc: '', example: '1'}) as const;

/** Two presets; `rate` and `gap` say the same; `size` may be limited. */
const widget = (tag: string, {nodes = 1, most = 100}: {nodes?: number; most?: number} = {}): Definition<Settings> => ({
  tag,
  fields: {
    scenario: {
      attribute: 'scenario',
      dimension: 'choice',
      choices: ['small', 'large'],
      label: '',
      doc: '',
      example: '',
    },
    nodes: number('nodes', most),
    gap: number('gap', 100),
    rate: number('rate', 100),
  },
  results: {},
  rules: {alternatives: [['rate', 'gap']]},
  inputs: ({scenario, nodes: own, gap, rate}) => ({
    scenario: scenario ?? 'small',
    nodes: own ?? (scenario === 'large' ? 50 : nodes),
    gap: typeof rate === 'number' ? 1 / rate : (gap ?? 4),
  }),
  evaluate: (settings) => Object.freeze({...settings}),
  sources: () => ({}),
});

const only = (from: Settings, keys: readonly string[]): Settings =>
  Object.fromEntries(keys.map((key) => [key, from[key]]));

class Widget implements Member {
  readonly state: InputState<Settings>;
  refreshed = 0;
  adopted = 0;
  #was = false;
  constructor(
    readonly definition: Definition<Settings>,
    settings: Readonly<Record<string, unknown>> = {},
    readonly position = 0,
  ) {
    this.state = new InputState(definition);
    this.state.readAll(settings);
    this.state.start();
  }
  get inputs(): Settings {
    return this.definition.inputs(this.state.settings);
  }
  adopt(adoption: Adoption): void {
    this.adopted++;
    this.state.adopt(adoption);
  }
  refresh(): void {
    this.refreshed++;
  }
  precedes(other: Member): boolean {
    return this.position < (other as Widget).position;
  }
  joins(fleet: Fleet): this {
    const {settings, written} = this.state;
    this.state.adopt(fleet.join(this, this.definition, settings, {written, rejoins: this.#was}));
    this.#was = true;
    return this;
  }
  /** By its reader or by code. */
  changes(fleet: Fleet, changes: Readonly<Record<string, unknown>>): void {
    this.state.readAll(changes);
    fleet.change(this, this.inputs);
  }
}

const a = widget('x-a');
const b = widget('x-b', {nodes: 2});

describe('a fleet', () => {
  it('takes the defaults of the first on the page, in whatever order its members join', () => {
    for (const late of [false, true]) {
      const fleet = new Fleet();
      const [one, two] = [new Widget(a, {}, 1), new Widget(b, {}, 2)];
      for (const member of late ? [two, one] : [one, two]) member.joins(fleet);
      expect([one.inputs.nodes, two.inputs.nodes]).toEqual([1, 1]);
    }
  });

  it('takes what an author wrote against a default, an input against a preset, and the later on the page of two alike', () => {
    const cases: [Settings, Settings, number][] = [
      [{}, {nodes: 4}, 4],
      [{nodes: 4}, {}, 4],
      [{nodes: 4}, {scenario: 'large'}, 4],
      [{scenario: 'large'}, {nodes: 4}, 4],
      [{scenario: 'large'}, {}, 50],
      [{nodes: 4}, {nodes: 5}, 5],
    ];
    for (const [first, second, nodes] of cases)
      for (const late of [false, true]) {
        const fleet = new Fleet();
        const [one, two] = [new Widget(a, first, 1), new Widget(b, second, 2)];
        for (const member of late ? [two, one] : [one, two]) member.joins(fleet);
        expect([one.inputs.nodes, two.inputs.nodes], JSON.stringify([first, second])).toEqual([nodes, nodes]);
      }
  });

  it('holds another way to write an input for the same input', () => {
    const fleet = new Fleet();
    const one = new Widget(a, {rate: 0.5}, 1).joins(fleet);
    const two = new Widget(b, {}, 2).joins(fleet);
    expect(two.inputs.gap).toBe(2);
    two.changes(fleet, {gap: 8});
    expect([one.inputs.gap, one.state.settings.rate]).toEqual([8, undefined]);
  });

  it('takes what the author of a newcomer wrote against what a reader changed before it came, wherever it stands', () => {
    const fleet = new Fleet();
    const one = new Widget(a, {nodes: 4}, 2).joins(fleet);
    one.changes(fleet, {nodes: 9});
    const bare = new Widget(b, {}, 1).joins(fleet);
    expect(bare.inputs.nodes).toBe(9);
    const two = new Widget(b, {nodes: 5}, 1).joins(fleet);
    expect([one.inputs.nodes, bare.inputs.nodes, two.inputs.nodes]).toEqual([5, 5, 5]);
    one.changes(fleet, {nodes: 7});
    expect([bare.inputs.nodes, two.inputs.nodes]).toEqual([7, 7]);
  });

  it('forgets what only a member that left wrote, and what was changed when no widget is left', () => {
    const fleet = new Fleet();
    const prose: Member = {adopt() {}};
    fleet.listen(prose);
    const one = new Widget(a, {nodes: 4}, 1).joins(fleet);
    const two = new Widget(b, {}, 2).joins(fleet);
    expect(two.inputs.nodes).toBe(4);
    fleet.leave(one);
    expect(two.inputs.nodes, 'its own').toBe(2);
    two.changes(fleet, {nodes: 9});
    fleet.leave(two);
    expect([new Widget(a, {}, 1).joins(fleet).inputs.nodes, fleet.empty]).toEqual([1, false]);
  });

  it('keeps what was changed for a member that is moved: no newcomer', () => {
    const fleet = new Fleet();
    const one = new Widget(a, {nodes: 4}, 1).joins(fleet);
    const two = new Widget(b, {}, 2).joins(fleet);
    one.changes(fleet, {nodes: 9});
    for (const member of [one, two]) {
      fleet.leave(member);
      member.joins(fleet);
      expect([one.inputs.nodes, two.inputs.nodes]).toEqual([9, 9]);
    }
    fleet.leave(one);
    fleet.leave(two);
    two.joins(fleet);
    one.joins(fleet);
    expect([one.inputs.nodes, two.inputs.nodes], 'both, one after the other').toEqual([9, 9]);
  });

  it('leaves alone what a member cannot take, and says so if someone set it', () => {
    const fleet = new Fleet();
    const limited = new Widget(widget('x-c', {most: 10}), {nodes: 3}, 1).joins(fleet);
    const one = new Widget(a, {nodes: 20}, 2).joins(fleet);
    expect([limited.inputs.nodes, one.inputs.nodes]).toEqual([3, 20]);
    expect([...limited.state.problems.values()].join()).toMatch(
      /^from the fleet: nodes=20 is not a number from 0 to 10/,
    );
    one.changes(fleet, {nodes: 6});
    expect([limited.inputs.nodes, limited.state.problems.size]).toEqual([6, 0]);
    one.changes(fleet, {nodes: 30});
    expect(limited.state.problems.size).toBe(1);
    fleet.leave(one);
    fleet.leave(limited);
    limited.state.leaveFleet();
    limited.joins(fleet);
    expect([limited.inputs.nodes, limited.state.problems.size], 'and its problem with it').toEqual([6, 0]);
    const quiet = new Fleet();
    new Widget(widget('x-d', {nodes: 20}), {}, 1).joins(quiet);
    const other = new Widget(widget('x-c', {most: 10}), {}, 2).joins(quiet);
    expect([other.inputs.nodes, other.state.problems.size], 'a default is nobody’s word').toEqual([1, 0]);
  });

  it('tells the others only what changed, and never the one it came from', () => {
    const fleet = new Fleet();
    const [one, two] = [new Widget(a, {}, 1).joins(fleet), new Widget(a, {}, 2).joins(fleet)];
    const other = new Widget(a, {}, 3).joins(new Fleet());
    one.changes(fleet, {nodes: 2});
    fleet.change(one, one.inputs);
    expect([one.adopted, two.adopted, other.adopted]).toEqual([0, 1, 0]);
  });

  it('returns with reset to what the page’s authors wrote, not to what readers did', () => {
    const fleet = new Fleet();
    const one = new Widget(a, {gap: 3}, 1).joins(fleet);
    one.changes(fleet, {gap: 9});
    new Widget(b, {nodes: 5}, 2).joins(fleet);
    one.state.reset();
    expect(one.inputs).toMatchObject({gap: 3, nodes: 5});
  });

  it('leaves the newest value of each tag for prose, and says so', () => {
    const fleet = new Fleet();
    const prose = new Widget(a);
    fleet.listen(prose);
    const value = {a: 1};
    fleet.publish('x-one', value);
    fleet.publish('x-two', {b: 2});
    expect(fleet.valueOf('x-one')).toBe(value);
    expect(fleet.valueOf('x-two')).toEqual({b: 2});
    expect(prose.refreshed).toBe(2);
  });

  it('stands a member that joins or leaves while it is told', () => {
    const fleet = new Fleet();
    const late = new Widget(a, {}, 4);
    class Leaver extends Widget {
      override adopt(): void {
        fleet.leave(this);
        late.joins(fleet);
      }
    }
    const one = new Widget(a, {}, 1).joins(fleet);
    new Leaver(a, {}, 2).joins(fleet);
    const two = new Widget(a, {}, 3).joins(fleet);
    one.changes(fleet, {nodes: 2});
    expect([two.inputs.nodes, late.inputs.nodes]).toEqual([2, 2]);
    one.changes(fleet, {nodes: 3});
    expect(late.inputs.nodes).toBe(3);
  });

  it('is one for each name, and gone with its last member', () => {
    const member = new Widget(a);
    const fleet = fleetNamed('some name');
    fleet.listen(member);
    expect(fleetNamed('some name')).toBe(fleet);
    leaveFleet('some name', member);
    expect(fleetNamed('some name')).not.toBe(fleet);
    leaveFleet('never heard of', member);
    leaveFleet('some name', member);
  });

  it('leaves every member equal after any edits, undos, link round trips and re-attachments, in any order', () => {
    const definitions = stills.map(({definition}) => definition as Definition<Settings>);
    /** Some input of a definition with one of a few values it can take. */
    const edit = (definition: Definition<Settings>) =>
      fc.constantFrom(...Object.entries(definition.fields)).chain(([key, field]) => {
        const usual = (definition.evaluate({}) as Settings)[key];
        const values: unknown[] =
          field.choices?.slice() ??
          (typeof usual === 'number'
            ? [usual, usual * 2, usual / 2].map(Math.ceil)
            : [field.example, field.keyword ?? field.example]);
        return fc.constantFrom(...values).map((value) => ({[key]: value}));
      });
    const member = fc
      .nat(definitions.length - 1)
      .chain((kind) =>
        fc.record({kind: fc.constant(kind), authored: fc.array(edit(definitions[kind]), {maxLength: 2})}),
      );
    const act = fc.record({
      who: fc.nat(3),
      what: fc.constantFrom('edit', 'edit', 'edit', 'undo', 'redo', 'reset', 'link', 'leave', 'join', 'move'),
      pick: fc.nat(1000),
    });
    fc.assert(
      fc.property(fc.array(member, {minLength: 2, maxLength: 4}), fc.array(act, {maxLength: 15}), (members, acts) => {
        const fleet = new Fleet();
        const widgets = members.map(
          ({kind, authored}, i) => new Widget(definitions[kind], Object.assign({}, ...authored) as Settings, i),
        );
        const inside = new Set(widgets);
        for (const one of widgets) one.joins(fleet);
        const after = (one: Widget, act: () => void) => {
          act();
          if (inside.has(one)) fleet.change(one, one.inputs);
        };
        for (const {who, what, pick} of acts) {
          const one = widgets[who % widgets.length];
          const {state, definition} = one;
          if (what === 'undo') after(one, () => state.undo());
          else if (what === 'redo') after(one, () => state.redo());
          else if (what === 'reset') after(one, () => state.reset());
          else if (what === 'link') {
            const again = new InputState(definition);
            again.readAll(state.settingsForLink);
            const [before, after] = [state, again].map((each) => ({
              ...only(each.value, Object.keys(definition.fields)),
              ...only(definition.inputs(each.settings), Object.keys(one.inputs)),
            }));
            expect(after).toEqual(before);
          } else if (what === 'edit') {
            const [[changes]] = [fc.sample(edit(definition), {seed: pick, numRuns: 1})];
            after(one, () => {
              state.beginGesture();
              state.readAll(changes);
              state.commitGesture();
            });
          } else {
            if (what !== 'join' && inside.delete(one)) fleet.leave(one);
            if (what !== 'leave' && !inside.has(one)) {
              inside.add(one);
              one.joins(fleet);
            }
          }
          const shared = fleet.inputs;
          for (const each of inside)
            for (const [key, value] of Object.entries(each.inputs))
              if (key in shared && readField(each.definition.fields[key], shared[key]).ok)
                expect({tag: each.definition.tag, what, key, value}).toEqual({
                  tag: each.definition.tag,
                  what,
                  key,
                  value: shared[key],
                });
        }
      }),
      {seed: 16, numRuns: runs(400)},
    );
  });
});
