// Two pictures, one over the other with a slider between them; side by side where their sizes differ: <before-after>.

export class BeforeAfter extends HTMLElement {
  #urls = [];

  connectedCallback() {
    this.innerHTML = `
      <div class="stage">
        <figure class="before"><img alt="The photo before the edit" draggable="false"><figcaption>Before</figcaption></figure>
        <figure class="after"><img alt="The photo after the edit" draggable="false"><figcaption>After</figcaption></figure>
        <span class="divider"></span>
      </div>
      <input type="range" min="0" max="100" value="50" aria-label="How much of the photo before the edit is seen, from the left">`;
    this.slider.addEventListener('input', () => this.#split());
    this.stage.addEventListener('pointerdown', event => { this.stage.setPointerCapture(event.pointerId); this.#follow(event); });
    this.stage.addEventListener('pointermove', event => { if (this.stage.hasPointerCapture(event.pointerId)) this.#follow(event); });
  }

  get slider() { return this.querySelector('input'); }
  get stage() { return this.querySelector('.stage'); }

  /** Shows two pictures, the slider being at a fraction of their width. */
  async show(before, after, at) {
    this.#urls.forEach(url => URL.revokeObjectURL(url));
    this.#urls = [before, after].map(picture => URL.createObjectURL(picture));
    const [a, b] = this.querySelectorAll('img');
    [a.src, b.src] = this.#urls;
    await Promise.all([a.decode(), b.decode()]);
    this.classList.toggle('apart', a.naturalWidth !== b.naturalWidth || a.naturalHeight !== b.naturalHeight);
    this.style.setProperty('--ratio', a.naturalWidth / a.naturalHeight);
    this.slider.value = 100 * at;
    this.#split();
  }

  #follow(event) {
    const box = this.stage.getBoundingClientRect();
    this.slider.value = 100 * (event.clientX - box.left) / box.width;
    this.#split();
  }

  #split() {
    this.stage.style.setProperty('--at', `${this.slider.value}%`);
    this.slider.setAttribute('aria-valuetext', `${this.slider.value} percent`);
  }
}

customElements.define('before-after', BeforeAfter);
