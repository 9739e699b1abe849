// What an edit has made of a photo: shown, downloaded, edited further.

import './before-after.js';

export class Result {
  #section;
  #shown = null;
  #url = null;

  constructor(section) {
    this.#section = section;
  }

  /** The photo before, the picture after, where its face is, and what was done; null where nothing is. */
  get state() { return this.#shown; }

  async restore(shown) {
    this.#shown = shown;
    this.#section.hidden = !shown;
    if (this.#url) URL.revokeObjectURL(this.#url);
    if (!shown) return;
    this.#url = URL.createObjectURL(shown.after);
    Object.assign(this.#section.querySelector('#download'), { href: this.#url, download: `${shown.operation}.png` });
    await this.#section.querySelector('before-after').show(shown.before, shown.after, shown.at);
  }

  /** Goes to it. */
  focus() {
    this.#section.querySelector('h2').focus({ preventScroll: true });
    this.#section.scrollIntoView({ block: 'start' });
  }
}
