// Rendered people, for whoever has no photo at hand: <sample-pictures>, which says 'picked' with a file, or 'refused' with the reason.

import { get } from './api.js';

class SamplePictures extends HTMLElement {
  async connectedCallback() {
    this.innerHTML = '<details open><summary>Or take a rendered person</summary><div class="pictures"></div></details>';
    for (const [index, address] of (await addresses()).entries()) this.querySelector('.pictures').append(this.#button(address, `Rendered person ${index + 1}`));
  }

  set open(isOpen) { this.querySelector('details').open = isOpen; }

  #button(address, name) {
    const button = Object.assign(document.createElement('button'), { type: 'button' });
    button.append(Object.assign(new Image(), { loading: 'lazy', src: address, alt: name, draggable: false }));
    button.addEventListener('click', () => this.#pick(address));
    return button;
  }

  async #pick(address) {
    try {
      const picture = await (await get(address)).blob();
      this.dispatchEvent(new CustomEvent('picked', { detail: new File([picture], 'rendered.jpg', { type: picture.type }) }));
    } catch (failure) {
      this.dispatchEvent(new CustomEvent('refused', { detail: failure.message }));
    }
  }
}

let asked = null;

function addresses() {
  return asked ??= get('api/samples').then(response => response.json(), () => []);
}

customElements.define('sample-pictures', SamplePictures);
