import {html, nothing, type TemplateResult} from 'lit';
import type {Level, Topology} from '../../models/index.js';
import {number, unitStateText, unitText} from './text.js';
import {simulationOf, type Value} from './inputs.js';

/** The levels of the tree; its root is the fleet. */
const levels = ['pod', 'rack', 'node', 'gpu'] as const satisfies readonly Level[];

interface Item {
  /** 0 for the fleet, then as in `levels`. */
  depth: number;
  index: number;
}

/** Units shown around the current one. */
const around = 4;

/** The map as a tree: the open path, and a few units of the level below it. Nothing else is ever built. */
export class UnitTree {
  /** What is open, from the fleet down; its children are shown. Nothing: the fleet alone. */
  #open: Item[] = [{depth: 0, index: 0}];
  #current: Item = {depth: 0, index: 0};

  constructor(
    readonly host: {
      readonly value: Value;
      fail(level: Level, index: number): void;
      highlightUnit(level: Level, index: number): void;
      requestUpdate(): void;
    },
  ) {}

  get #topology(): Topology {
    return simulationOf(this.host.value).topology;
  }

  #size(depth: number): number {
    const {sizes, gpus} = this.#topology;
    return depth === 0 ? gpus : sizes[levels[depth - 1]];
  }

  /** The units below one: the first, and the one after the last. */
  #children({depth, index}: Item): [number, number] {
    const {counts} = this.#topology;
    const [own, below] = [this.#size(depth), this.#size(depth + 1)];
    return [Math.floor((index * own) / below), Math.min(counts[levels[depth]], Math.ceil(((index + 1) * own) / below))];
  }

  /** What is in the tree now, top to bottom, with the place of each among its siblings. */
  #items(): Array<Item & {open: boolean; place: number; of: number}> {
    const items = this.#open.map((item, i) => {
      const [from, to] = i ? this.#children(this.#open[i - 1]) : [0, 1];
      return {...item, open: true, place: item.index - from + 1, of: to - from};
    });
    const last = this.#open.at(-1);
    if (!last) return [{depth: 0, index: 0, open: false, place: 1, of: 1}];
    const [from, to] = this.#children(last);
    const middle = this.#current.depth === last.depth + 1 ? this.#current.index : from;
    const first = Math.max(from, Math.min(middle - around, to - 2 * around - 1));
    for (let index = first; index < Math.min(to, first + 2 * around + 1); index++)
      items.push({depth: last.depth + 1, index, open: false, place: index - from + 1, of: to - from});
    return items;
  }

  #moveTo(item: Item): void {
    this.#current = item;
    if (item.depth > 0) this.host.highlightUnit(levels[item.depth - 1], item.index);
    this.host.requestUpdate();
  }

  /** A fleet may have shrunk. */
  #closeMissing(): void {
    const {counts} = this.#topology;
    const there = ({depth, index}: Item) => depth === 0 || index < counts[levels[depth - 1]];
    if (![...this.#open, this.#current].every(there)) {
      this.#open = [{depth: 0, index: 0}];
      this.#current = this.#open[0];
    }
  }

  readonly #onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const items = this.#items();
    const {depth, index} = this.#current;
    const at = items.findIndex((item) => item.depth === depth && item.index === index);
    const last = this.#open.at(-1);
    const sibling = (by: number): Item | undefined => {
      if (last === undefined || depth !== last.depth + 1) return undefined;
      const [from, to] = this.#children(last);
      return {depth, index: Math.min(to - 1, Math.max(from, index + by))};
    };
    const open = this.#open.some((item) => item.depth === depth && item.index === index);
    switch (event.key) {
      case 'ArrowDown':
        this.#moveTo(items[at + 1] ?? sibling(1) ?? items[at]);
        break;
      case 'ArrowUp':
        this.#moveTo(items[at - 1] ?? items[at]);
        break;
      case 'PageDown':
      case 'PageUp':
        this.#moveTo(sibling(event.key === 'PageDown' ? 10 : -10) ?? this.#current);
        break;
      case 'Home':
        this.#moveTo(items[0]);
        break;
      case 'End':
        this.#moveTo(last ? {depth: last.depth + 1, index: this.#children(last)[1] - 1} : items[0]);
        break;
      case 'ArrowRight':
        if (!open && depth < levels.length) this.#open.push({depth, index});
        else if (open && this.#open[depth + 1]) this.#moveTo(this.#open[depth + 1]);
        else if (open) this.#moveTo({depth: depth + 1, index: this.#children(this.#current)[0]});
        break;
      case 'ArrowLeft':
        if (open) this.#open.length = depth;
        else if (depth > 0) this.#moveTo(this.#open[depth - 1]);
        break;
      case 'Enter':
      case ' ':
        if (depth > 0) this.host.fail(levels[depth - 1], index);
        break;
      default:
        return;
    }
    event.preventDefault();
    this.host.requestUpdate();
  };

  /** A press opens or closes, and points. */
  #onPress(item: Item): void {
    const open = this.#open.some(({depth, index}) => depth === item.depth && index === item.index);
    this.#open.length = Math.min(this.#open.length, item.depth);
    if (!open && item.depth < levels.length) this.#open.push({depth: item.depth, index: item.index});
    this.#moveTo({depth: item.depth, index: item.index});
  }

  render(): TemplateResult {
    this.#closeMissing();
    const {value} = this.host;
    const name = ({depth, index}: Item) =>
      depth === 0
        ? `Fleet of ${number(value.gpus)}`
        : `${unitText(value, levels[depth - 1], index).replace(/ of .*/, '')}, ${unitStateText(value, levels[depth - 1], index)}`;
    const here = (item: Item) => item.depth === this.#current.depth && item.index === this.#current.index;
    return html`<div
      class="tree"
      part="tree"
      role="tree"
      tabindex="0"
      aria-label="Units of the fleet; Enter fails one"
      aria-activedescendant="unit-${this.#current.depth}-${this.#current.index}"
      @keydown=${this.#onKeyDown}
    >
      ${this.#items().map(
        (item) =>
          html`<div
            role="treeitem"
            id="unit-${item.depth}-${item.index}"
            aria-level=${item.depth + 1}
            aria-setsize=${item.of}
            aria-posinset=${item.place}
            aria-expanded=${item.depth < levels.length ? String(item.open) : nothing}
            aria-selected=${String(here(item))}
            data-depth=${item.depth}
            @click=${() => this.#onPress(item)}
          >
            ${name(item)}
          </div>`,
      )}
    </div>`;
  }
}
