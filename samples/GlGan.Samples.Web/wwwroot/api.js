// Talks to the server; what it refuses is thrown in its own words, with the field it is about.

import { newTicket, watch } from './queue.js';

export class Refusal extends Error {
  constructor(message, field = null) {
    super(message);
    this.field = field;
  }
}

/** Posts a form; the place of the request in the queue is told meanwhile: 1 is next, 0 is being worked on. */
export async function post(address, form, { onPlace, signal } = {}) {
  const ticket = newTicket();
  form.append('ticket', ticket);
  const stop = onPlace ? watch(ticket, onPlace) : () => {};
  try {
    const response = await ask(address, { method: 'POST', body: form, signal });
    if (!response.ok) throw await refusal(response);
    return response;
  } finally {
    stop();
  }
}

export async function get(address) {
  const response = await ask(address);
  if (!response.ok) throw await refusal(response);
  return response;
}

async function ask(address, options) {
  try {
    return await fetch(address, options);
  } catch (failure) {
    throw failure.name === 'AbortError' ? failure : new Refusal('The server cannot be reached.');
  }
}

async function refusal(response) {
  const wait = response.headers.get('Retry-After');
  try {
    const { detail, field } = await response.json();
    return new Refusal(detail ?? response.statusText, field);
  } catch {
    return new Refusal(wait ? `Busy: try again in ${wait} seconds.` : `The server answered ${response.status}.`);
  }
}
