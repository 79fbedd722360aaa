/** What a widget promises, and what every subject of the contract works with. */
import {handle, mount, mountQuickly, slider, type WidgetElement} from '../widget.js';

/** One input of a widget. */
export interface Input {
  attribute: string;
  property: string;
  /** Texts an author would write, and what they are in SI. */
  good: ReadonlyArray<readonly [text: string, value: number | string]>;
  /** Texts that must be refused, beside those no input takes. */
  bad: readonly string[];
}

/** An attribute that is no input of the model but a choice of appearance. */
export interface Look {
  attribute: string;
  /** Every word it takes; the first is what stands without it. */
  choices: readonly string[];
}

export interface Contract {
  /** Every attribute of the widget that is an input of its model. */
  inputs: readonly Input[];
  /** A number with a slider and a text box: its property, its accessible name. */
  slider: {property: string; label: string};
  /** The number the handle on the picture sets: pressed anywhere or dragged sideways. Without it, the widget must have no handle. */
  handle?: {property: string};
  /** A second number, no count, whose first good value and one 3 % above it are allowed. The handle's, unless named. */
  second?: {property: string};
  /** Every preset, and the attribute that names one. */
  presets: {attribute: string; names: readonly string[]};
  /** A locked input with a menu, by property and label. Without it, the widget must have no menu. */
  menu?: {property: string; label: string};
  /** Attributes of its own that choose how it looks. */
  looks?: readonly Look[];
  /** How many drawings, svg or canvas, the figure holds: one, unless it says so. */
  pictures?: number;
}

/** The contract, and short ways to make, mount and read the widget it is about. */
export interface Context extends Omit<Contract, 'second'> {
  tag: string;
  pictures: number;
  /** The input with the slider. */
  main: Input;
  /** Another input that is a number, and a value of it that is not the default. */
  second: Input;
  other: number;
  input(property: string): Input;
  markup(attributes?: Record<string, string>, inside?: string): string;
  /** In the page and drawn. */
  put(attributes?: Record<string, string>, style?: string): Promise<WidgetElement>;
  /** In the page, drawn or not. */
  putQuickly(attributes?: Record<string, string>): Promise<WidgetElement>;
  /** Made, not in the page. */
  make(): WidgetElement;
  read(widget: WidgetElement, key: string): number;
  set(widget: WidgetElement, key: string, value: unknown): void;
  /** A word in place of a number: what it stands for is the model's matter. */
  isWord(property: string, value: unknown): boolean;
  /** The name of a fleet nobody has joined. */
  newFleet(): string;
  /** What the reader moves: the slider, and the handle where there is one. */
  grips(widget: WidgetElement): HTMLElement[];
  /** The handle, or the slider where there is none. */
  grip(widget: WidgetElement): HTMLElement;
}

let names = 0;

export function contextOf(tag: string, contract: Contract): Context {
  const {inputs, slider: slid, handle: grabbed, second: named = grabbed, menu: chosen, pictures = 1} = contract;
  const input = (property: string) => {
    const found = inputs.find((each) => each.property === property);
    if (!found) throw new Error(`<${tag}>: "${property}" is none of the contract's inputs`);
    return found;
  };
  const main = input(slid.property);
  if (!named || named.property === slid.property)
    throw new Error(`<${tag}>: the contract names no second number beside "${slid.property}"`);
  const second = input(named.property);
  if (chosen) input(chosen.property);

  const markup = (attributes: Record<string, string> = {}, inside = '') => {
    const element = document.createElement('div');
    element.innerHTML = `<${tag}>${inside}</${tag}>`;
    for (const [name, text] of Object.entries(attributes)) element.firstElementChild!.setAttribute(name, text);
    return element.innerHTML;
  };
  return {
    ...contract,
    tag,
    pictures,
    main,
    second,
    input,
    markup,
    other: second.good[0][1] as number,
    put: (attributes, style) => mount(markup(attributes), style),
    putQuickly: (attributes) => mountQuickly(markup(attributes)),
    make: () => document.createElement(tag) as WidgetElement,
    read: (widget, key) => widget.value[key] as number,
    set: (widget, key, value) => ((widget as unknown as Record<string, unknown>)[key] = value),
    isWord: (property, value) => typeof value === 'string' && typeof input(property).good[0][1] === 'number',
    newFleet: () => `fleet ${++names}`,
    grips: (widget) => [slider(widget, slid.label), ...(grabbed ? [handle(widget)] : [])],
    grip: (widget) => (grabbed ? handle(widget) : slider(widget, slid.label)),
  };
}
