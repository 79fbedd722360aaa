import {describe, expect, it} from 'vitest';
import type {Settings} from '../../src/core/definition.js';
import {join, leave, publish, publishValue, valueOf, type Member} from '../../src/core/fleet-store.js';

let names = 0;
const fresh = () => `fleet ${++names}`;

class Witness implements Member {
  readonly adopted: Settings[] = [];
  refreshed = 0;
  adopt(inputs: Settings): void {
    this.adopted.push(inputs);
  }
  refresh(): void {
    this.refreshed++;
  }
}

describe('a fleet', () => {
  it("takes the first member's inputs, and gives them to the next", () => {
    const name = fresh();
    const [one, two] = [new Witness(), new Witness()];
    expect(join(name, one, {nodes: 4, mtbf: 9}, new Set(['nodes']))).toEqual({});
    expect(join(name, two, {nodes: 1, mtbf: 9}, new Set())).toMatchObject({nodes: 4});
    expect(one.adopted).toEqual([]);
  });

  it('takes what an author wrote on a later member, against a default of an earlier one', () => {
    const name = fresh();
    const [one, two] = [new Witness(), new Witness()];
    join(name, one, {nodes: 1, mtbf: 9}, new Set());
    expect(join(name, two, {nodes: 4, mtbf: 7}, new Set(['nodes']))).toEqual({mtbf: 9});
    expect(one.adopted).toEqual([{nodes: 4}]);
  });

  it('keeps what was written first where two authors disagree', () => {
    const name = fresh();
    const [one, two] = [new Witness(), new Witness()];
    join(name, one, {nodes: 4}, new Set(['nodes']));
    expect(join(name, two, {nodes: 5}, new Set(['nodes']))).toEqual({nodes: 4});
    expect(one.adopted).toEqual([]);
  });

  it('tells the others only what changed, and never the one who said it', () => {
    const name = fresh();
    const [one, two, three] = [new Witness(), new Witness(), new Witness()];
    for (const member of [one, two]) join(name, member, {nodes: 1, mtbf: 9}, new Set());
    join(fresh(), three, {nodes: 1}, new Set());
    publish(name, one, {nodes: 2, mtbf: 9});
    publish(name, one, {nodes: 2, mtbf: 9});
    expect([one.adopted, two.adopted, three.adopted]).toEqual([[], [{nodes: 2}], []]);
  });

  it('forgets a member that left, and everything with the last one', () => {
    const name = fresh();
    const [one, two] = [new Witness(), new Witness()];
    join(name, one, {nodes: 1}, new Set(['nodes']));
    join(name, two, {nodes: 1}, new Set());
    publishValue(name, 'x-tag', {nodes: 1});
    leave(name, two);
    publish(name, one, {nodes: 3});
    expect(two.adopted).toEqual([]);
    leave(name, one);
    expect(valueOf(name, 'x-tag')).toBe(undefined);
    expect(join(name, two, {nodes: 8}, new Set())).toEqual({});
    leave('never heard of', one);
  });

  it('leaves the newest value of each tag for prose, and says so', () => {
    const name = fresh();
    const prose = new Witness();
    join(name, prose);
    const value = {a: 1};
    publishValue(name, 'x-one', value);
    publishValue(name, 'x-two', {b: 2});
    expect(valueOf(name, 'x-one')).toBe(value);
    expect(valueOf(name, 'x-two')).toEqual({b: 2});
    expect(prose.refreshed).toBe(2);
  });

  it('stands a member that joins or leaves while it is told', () => {
    const name = fresh();
    const [one, two, late] = [new Witness(), new Witness(), new Witness()];
    const leaver: Member = {
      adopt() {
        leave(name, leaver);
        join(name, late, {nodes: 1}, new Set());
      },
    };
    for (const member of [one, leaver, two]) join(name, member, {nodes: 1}, new Set());
    publish(name, one, {nodes: 2});
    expect(two.adopted).toEqual([{nodes: 2}]);
    publish(name, one, {nodes: 3});
    expect(late.adopted).toEqual([{nodes: 3}]);
  });
});
