// Talks to the server; what it refuses is thrown in its own words.

export async function post(address, form) {
  const response = await ask(address, { method: 'POST', body: form });
  if (!response.ok) throw new Error(await reason(response));
  return response;
}

export async function get(address) {
  return (await ask(address)).json();
}

async function ask(address, options) {
  try {
    return await fetch(address, options);
  } catch {
    throw new Error('The server cannot be reached.');
  }
}

async function reason(response) {
  const wait = response.headers.get('Retry-After');
  try {
    return (await response.json()).detail ?? response.statusText;
  } catch {
    return wait ? `Busy: try again in ${wait} seconds.` : `The server answered ${response.status}.`;
  }
}
