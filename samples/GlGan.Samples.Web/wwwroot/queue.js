// The place of a request in the queue, asked for now and then by the ticket it was sent with.

const often = 500;

/** A GUID; the browser's own function for it is missing on pages that come without encryption. */
export function newTicket() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('');
}

/** Tells the place when it changes, until the function that is returned is called. */
export function watch(ticket, onPlace) {
  let last = null;
  let timer = setTimeout(look, often);
  async function look() {
    const place = await placeOf(ticket);
    if (timer === null) return;
    if (place !== null && place !== last) onPlace(last = place);
    timer = setTimeout(look, often);
  }
  return () => { clearTimeout(timer); timer = null; };
}

/** What people are told of a place. */
export function inWords(place, work) {
  return place === 0 ? `${work}…` : place === 1 ? 'Next in the queue…' : `Place ${place} in the queue…`;
}

// Whoever cannot learn the place waits without it.
async function placeOf(ticket) {
  try {
    return (await (await fetch(`api/queue/${ticket}`, { cache: 'no-store' })).json()).place;
  } catch {
    return null;
  }
}
