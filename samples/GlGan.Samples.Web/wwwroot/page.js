import './face-photo.js';

const form = document.getElementById('form');
const status = document.getElementById('status');
const run = document.getElementById('run');
const result = document.getElementById('result');
const [photo, source] = document.querySelectorAll('face-photo');
let resultUrl = null;

function say(text, bad = false) {
  status.textContent = text;
  status.classList.toggle('bad', bad);
}

function operation() {
  return new FormData(form).get('operation');
}

function showPhotos() {
  source.hidden = operation() !== 'swap';
}

async function showOperations() {
  const operations = await (await fetch('api/operations')).json();
  for (const [name, available] of Object.entries(operations)) form.querySelector(`[value=${name}]`).disabled = !available;
  document.getElementById('unavailable').hidden = operations.frontalise;
}

async function reason(response) {
  const wait = response.headers.get('Retry-After');
  try {
    return (await response.json()).detail ?? response.statusText;
  } catch {
    return wait ? `Busy: try again in ${wait} seconds.` : `The server answered ${response.status}.`;
  }
}

async function edit() {
  const body = new FormData();
  for (const part of source.hidden ? [photo] : [photo, source]) {
    body.append(part.field, part.file, `${part.field}.upload`);
    body.append(`${part.field}-landmarks`, part.landmarks);
  }
  const response = await fetch(`api/${operation()}`, { method: 'POST', body });
  if (!response.ok) throw new Error(await reason(response));
  return response.blob();
}

function show(blob) {
  if (resultUrl) URL.revokeObjectURL(resultUrl);
  resultUrl = URL.createObjectURL(blob);
  document.getElementById('before').src = photo.url;
  document.getElementById('after').src = resultUrl;
  const download = document.getElementById('download');
  download.href = resultUrl;
  download.download = `${operation()}.png`;
  result.hidden = false;
  document.getElementById('result-title').focus();
}

form.addEventListener('change', () => { showPhotos(); say(''); });
form.addEventListener('points', () => say(''));
form.addEventListener('submit', async event => {
  event.preventDefault();
  const problem = photo.problem ?? (source.hidden ? null : source.problem);
  if (problem) return say(problem, true);
  run.disabled = true;
  say('Editing…');
  try {
    show(await edit());
    say('Done.');
  } catch (failure) {
    say(failure.message || 'The server cannot be reached.', true);
  } finally {
    run.disabled = false;
  }
});

showPhotos();
showOperations().catch(() => say('The server cannot be reached.', true));
