import { get, post } from './api.js';
import './before-after.js';
import './face-photo.js';

const form = document.getElementById('form');
const status = document.getElementById('status');
const run = document.getElementById('run');
const result = document.getElementById('result');
const [photo, source] = document.querySelectorAll('face-photo');
let resultUrl = null;

function say(text, isBad = false) {
  status.textContent = text;
  status.classList.toggle('bad', isBad);
}

function operation() {
  return new FormData(form).get('operation');
}

function showPhotos() {
  source.hidden = operation() !== 'swap';
}

async function showOperations() {
  const operations = await get('api/operations');
  for (const [name, available] of Object.entries(operations)) form.querySelector(`[value=${name}]`).disabled = !available;
  document.getElementById('unavailable').hidden = operations.frontalise;
}

async function edit() {
  const body = new FormData();
  for (const part of source.hidden ? [photo] : [photo, source]) {
    body.append(part.field, part.file, `${part.field}.upload`);
    body.append(`${part.field}-landmarks`, part.landmarks);
  }
  return (await post(`api/${operation()}`, body)).blob();
}

async function show(blob) {
  if (resultUrl) URL.revokeObjectURL(resultUrl);
  resultUrl = URL.createObjectURL(blob);
  const download = document.getElementById('download');
  download.href = resultUrl;
  download.download = `${operation()}.png`;
  result.hidden = false;
  await result.querySelector('before-after').show(photo.url, resultUrl, photo.faceAt);
  document.getElementById('result-title').focus();
}

// A photo that is dropped beside its place does not leave the page.
for (const name of ['dragover', 'drop']) document.addEventListener(name, event => event.preventDefault());
form.addEventListener('change', () => { showPhotos(); say(''); });
form.addEventListener('points', () => say(''));
form.addEventListener('submit', async event => {
  event.preventDefault();
  const problem = photo.problem ?? (source.hidden ? null : source.problem);
  if (problem) return say(problem, true);
  run.disabled = true;
  say('Editing…');
  try {
    await show(await edit());
    say('Done.');
  } catch (failure) {
    say(failure.message, true);
  } finally {
    run.disabled = false;
  }
});

showPhotos();
showOperations().catch(failure => say(failure.message, true));
