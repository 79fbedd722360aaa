/** The states an element shows to style sheets, as `:state(name)`. */
export class CustomStates {
  readonly #states: CustomStateSet | undefined;

  constructor(host: HTMLElement) {
    this.#states = host.attachInternals?.().states;
  }

  set(name: string, on: boolean): void {
    if (on) this.#states?.add(name);
    else this.#states?.delete(name);
  }
}
