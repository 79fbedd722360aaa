import {describe, expect, it} from 'vitest';
import type {Settings} from '../../src/core/definition.js';
import {
  joinFleet,
  leaveFleet,
  publishInputs,
  publishValue,
  fleetValue,
  type Member,
} from '../../src/core/fleet-store.js';

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
    expect(joinFleet(name, one, {nodes: 4, mtbf: 9}, new Set(['nodes']))).toEqual({});
    expect(joinFleet(name, two, {nodes: 1, mtbf: 9}, new Set())).toMatchObject({nodes: 4});
    expect(one.adopted).toEqual([]);
  });

  it('takes what an author wrote on a later member, against a default of an earlier one', () => {
    const name = fresh();
    const [one, two] = [new Witness(), new Witness()];
    joinFleet(name, one, {nodes: 1, mtbf: 9}, new Set());
    expect(joinFleet(name, two, {nodes: 4, mtbf: 7}, new Set(['nodes']))).toEqual({mtbf: 9});
    expect(one.adopted).toEqual([{nodes: 4}]);
  });

  it('keeps what was written first where two authors disagree', () => {
    const name = fresh();
    const [one, two] = [new Witness(), new Witness()];
    joinFleet(name, one, {nodes: 4}, new Set(['nodes']));
    expect(joinFleet(name, two, {nodes: 5}, new Set(['nodes']))).toEqual({nodes: 4});
    expect(one.adopted).toEqual([]);
  });

  it('tells the others only what changed, and never the one who said it', () => {
    const name = fresh();
    const [one, two, three] = [new Witness(), new Witness(), new Witness()];
    for (const member of [one, two]) joinFleet(name, member, {nodes: 1, mtbf: 9}, new Set());
    joinFleet(fresh(), three, {nodes: 1}, new Set());
    publishInputs(name, one, {nodes: 2, mtbf: 9});
    publishInputs(name, one, {nodes: 2, mtbf: 9});
    expect([one.adopted, two.adopted, three.adopted]).toEqual([[], [{nodes: 2}], []]);
  });

  it('forgets a member that left, and everything with the last one', () => {
    const name = fresh();
    const [one, two] = [new Witness(), new Witness()];
    joinFleet(name, one, {nodes: 1}, new Set(['nodes']));
    joinFleet(name, two, {nodes: 1}, new Set());
    publishValue(name, 'x-tag', {nodes: 1});
    leaveFleet(name, two);
    publishInputs(name, one, {nodes: 3});
    expect(two.adopted).toEqual([]);
    leaveFleet(name, one);
    expect(fleetValue(name, 'x-tag')).toBe(undefined);
    expect(joinFleet(name, two, {nodes: 8}, new Set())).toEqual({});
    leaveFleet('never heard of', one);
  });

  it('leaves the newest value of each tag for prose, and says so', () => {
    const name = fresh();
    const prose = new Witness();
    joinFleet(name, prose);
    const value = {a: 1};
    publishValue(name, 'x-one', value);
    publishValue(name, 'x-two', {b: 2});
    expect(fleetValue(name, 'x-one')).toBe(value);
    expect(fleetValue(name, 'x-two')).toEqual({b: 2});
    expect(prose.refreshed).toBe(2);
  });

  it('stands a member that joins or leaves while it is told', () => {
    const name = fresh();
    const [one, two, late] = [new Witness(), new Witness(), new Witness()];
    const leaver: Member = {
      adopt() {
        leaveFleet(name, leaver);
        joinFleet(name, late, {nodes: 1}, new Set());
      },
    };
    for (const member of [one, leaver, two]) joinFleet(name, member, {nodes: 1}, new Set());
    publishInputs(name, one, {nodes: 2});
    expect(two.adopted).toEqual([{nodes: 2}]);
    publishInputs(name, one, {nodes: 3});
    expect(late.adopted).toEqual([{nodes: 3}]);
  });
});
