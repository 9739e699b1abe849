// A spinner that says what goes on, and can be cancelled: <edit-progress>.

class EditProgress extends HTMLElement {
  #cancel = null;

  connectedCallback() {
    this.hidden = true;
    this.innerHTML = `
      <span class="spinner" aria-hidden="true"></span>
      <span class="doing" role="status"></span>
      <button class="plain" type="button">Cancel</button>`;
    this.querySelector('button').addEventListener('click', () => this.#cancel?.abort());
  }

  /** Runs work, which is given a signal for its end before time, and something to say what it is about. */
  async during(work) {
    this.#cancel = new AbortController();
    this.hidden = false;
    this.scrollIntoView({ block: 'nearest' });
    try {
      return await work(this.#cancel.signal, text => { this.querySelector('.doing').textContent = text; });
    } finally {
      this.hidden = true;
      this.querySelector('.doing').textContent = '';
    }
  }
}

customElements.define('edit-progress', EditProgress);
