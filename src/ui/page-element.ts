import {LitElement} from 'lit';

/** What every element of the library shares: it shows what it last could, whatever goes wrong, and speaks to the page. */
export abstract class PageElement extends LitElement {
  /** What was thrown by the last update, while there is something. */
  #failure?: string;
  #failureNotice?: HTMLElement;

  /**
   * What throws while an update is rendered leaves the last picture, or the page's own words where there is none yet, and a
   * notice. The page's `error` handlers hear of it once, not with every frame.
   */
  protected override performUpdate(): void {
    try {
      super.performUpdate();
      this.#showFailure(undefined);
    } catch (error) {
      const message = String((error as Error)?.message ?? error);
      if (message !== this.#failure) reportError(error);
      this.#showFailure(message);
    }
  }

  #showFailure(message: string | undefined): void {
    if (message === this.#failure) return;
    this.#failure = message;
    this.#failureNotice?.remove();
    this.#failureNotice = undefined;
    if (message === undefined) return;
    const notice = document.createElement('div');
    notice.className = 'notice';
    notice.part.add('notice');
    notice.role = 'status';
    notice.textContent = `This state cannot be shown (${message}). ${this.hasUpdated ? 'What stands here is the state before.' : ''}`;
    // Before all that is rendered: Lit never looks there. Without a first picture the page's own words stand in its place.
    if (!this.hasUpdated) notice.append(document.createElement('br'), document.createElement('slot'));
    this.renderRoot.prepend(notice);
    this.#failureNotice = notice;
  }

  /** Tells the page of something, also through shadow roots. */
  protected emit(name: `rt-${string}`, detail?: unknown): void {
    // In two steps: the manifest would take the variable for the name of an event.
    const event = new CustomEvent(name, {bubbles: true, composed: true, detail});
    this.dispatchEvent(event);
  }
}
