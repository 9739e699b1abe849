// What was before each change, so that it can be undone.

const most = 50;

export class History {
  #steps = [];
  #take;
  #put;
  #changed;

  /** Takes a state, puts one back, and is told when there is more or less to undo. */
  constructor(take, put, changed) {
    [this.#take, this.#put, this.#changed] = [take, put, changed];
  }

  /** Names the change that comes; changes with the same key in a row are one. */
  remember(what, key = null) {
    if (key !== null && this.#steps.at(-1)?.key === key) return;
    this.#steps.push({ what, key, state: this.#take() });
    if (this.#steps.length > most) this.#steps.shift();
    this.#changed();
  }

  /** The name of the last change, or null. */
  get last() { return this.#steps.at(-1)?.what ?? null; }

  async undo() {
    const step = this.#steps.pop();
    if (!step) return;
    await this.#put(step.state);
    this.#changed();
  }
}

/** Tells the page, before it happens, that something changes. */
export function announce(element, what, key = null) {
  element.dispatchEvent(new CustomEvent('changing', { bubbles: true, detail: { what, key } }));
}
