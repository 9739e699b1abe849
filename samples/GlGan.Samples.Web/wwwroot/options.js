// How the photo is edited: the fields of each operation, and what is wrong with them.

import { announce } from './history.js';

export class Options {
  #fieldset;
  #state;

  constructor(fieldset) {
    this.#fieldset = fieldset;
    this.#changed();
    for (const field of this.#fields) {
      field.addEventListener('input', () => {
        announce(field, field.closest('.field').querySelector('.title').textContent.split(':')[0].trim(), field.type === 'range' ? field.name : null);
        this.#changed();
      });
    }
  }

  /** Shows the fields of an operation. */
  showFor(operation) {
    for (const part of this.#fieldset.querySelectorAll('[data-for]')) part.hidden = part.dataset.for !== operation;
  }

  /** Adds what is chosen for an operation to a form. */
  appendTo(form, operation) {
    for (const field of this.#fields) {
      if (field.closest('[data-for]').dataset.for !== operation) continue;
      if (field.type === 'range') form.append(field.name, field.value / 100);
      else if (field.type !== 'checkbox' || field.checked) form.append(field.name, field.value);
    }
  }

  /** Says beside a field what is wrong with it, and goes there; false where it has no such field. */
  refuse(name, message) {
    const field = this.#fieldset.querySelector(`[name="${CSS.escape(name)}"]`);
    if (!field) return false;
    field.closest('.field').querySelector('.error').textContent = message;
    field.setAttribute('aria-invalid', 'true');
    field.focus();
    return true;
  }

  /** Nothing is wrong. */
  clear() {
    for (const error of this.#fieldset.querySelectorAll('.error')) error.textContent = '';
    for (const field of this.#fields) field.removeAttribute('aria-invalid');
  }

  /** What is chosen, as it was before a change that is only announced. */
  get state() { return this.#state; }

  restore(state) {
    this.#fields.forEach((field, index) => { field[field.type === 'checkbox' ? 'checked' : 'value'] = state[index]; });
    this.#changed();
  }

  get #fields() { return [...this.#fieldset.querySelectorAll('input, select')]; }

  #changed() {
    this.#state = this.#fields.map(field => field.type === 'checkbox' ? field.checked : field.value);
    this.clear();
    for (const output of this.#fieldset.querySelectorAll('output')) output.textContent = `${document.getElementById(output.htmlFor).value} %`;
  }
}
