import type {Definition} from './definition.js';
import {Fleet} from './fleet-store.js';
import {InputState} from './input-state.js';

/** A widget as it is written in a page. */
export interface WrittenWidget {
  readonly definition: Definition;
  /** Attributes by name, `fleet` among them. */
  readonly attributes: Readonly<Record<string, string | number>>;
}

/**
 * The state of each widget of a page before anyone touches it: what its author wrote, and what it takes over from its fleet,
 * decided by the same {@link Fleet} as in the page. Widgets stand in the order of the page.
 */
export function initialStates(widgets: readonly WrittenWidget[]): Array<InputState<object>> {
  const fleets = new Map<string, Fleet>();
  const members = widgets.map(({definition, attributes}, position) => {
    const state = new InputState(definition);
    for (const [key, {attribute}] of Object.entries(definition.fields))
      if (attributes[attribute] !== undefined) state.read(key, attributes[attribute]);
    state.start();
    return {
      state,
      position,
      adopt: (adoption: Parameters<InputState<object>['adopt']>[0]) => void state.adopt(adoption),
      precedes: (other: object) => position < (other as {position: number}).position,
    };
  });
  for (const [i, {definition, attributes}] of widgets.entries()) {
    if (attributes.fleet === undefined) continue;
    const name = String(attributes.fleet);
    const fleet = fleets.get(name) ?? new Fleet();
    fleets.set(name, fleet);
    const member = members[i];
    member.adopt(fleet.join(member, definition, member.state.settings));
  }
  return members.map(({state}) => state);
}
