import { get, post } from './api.js';
import './face-photo.js';
import { announce, History } from './history.js';
import { Options } from './options.js';
import './progress.js';
import { inWords } from './queue.js';
import { Result } from './result.js';

const [form, status, run, undo] = ['form', 'status', 'run', 'undo'].map(id => document.getElementById(id));
const [photo, source] = document.querySelectorAll('face-photo');
const progress = document.querySelector('edit-progress');
const options = new Options(document.getElementById('options'));
const result = new Result(document.getElementById('result'));
const history = new History(takeState, putState, showUndo);
let operation = 'swap';

function say(text, isBad = false) {
  status.textContent = text;
  status.classList.toggle('bad', isBad);
}

function takeState() {
  return { operation, options: options.state, photos: [photo.state, source.state], result: result.state };
}

async function putState(state) {
  choose(state.operation);
  options.restore(state.options);
  await Promise.all([photo.restore(state.photos[0]), source.restore(state.photos[1]), state.result === result.state ? null : result.restore(state.result)]);
}

function showUndo() {
  undo.textContent = history.last ? `Undo: ${history.last}` : 'Undo';
  undo.setAttribute('aria-disabled', history.last === null);
}

async function undoLast() {
  const what = history.last;
  if (what === null) return;
  await history.undo();
  say(`Undone: ${what}.`);
}

function choose(name) {
  operation = name;
  form.querySelector(`[value=${name}]`).checked = true;
  source.hidden = name !== 'swap';
  options.showFor(name);
}

function used() {
  return source.hidden ? [photo] : [photo, source];
}

async function showOperations() {
  const operations = await (await get('api/operations')).json();
  for (const radio of form.querySelectorAll('[name=operation]')) radio.disabled = !operations[radio.value];
  document.getElementById('unavailable').hidden = operations.frontalise;
}

async function edit(signal, tell) {
  const body = new FormData();
  for (const part of used()) {
    body.append(part.field, part.file, `${part.field}.upload`);
    body.append(`${part.field}-landmarks`, part.landmarks);
  }

  options.appendTo(body, operation);
  const done = { before: photo.file, at: photo.faceAt, operation };
  tell('Sending the photos…');
  const answer = await post(`api/${operation}`, body, { signal, onPlace: place => tell(inWords(place, 'Editing')) });
  return { ...done, after: await answer.blob() };
}

// Beside what it is about, where that is on the page.
function refuse({ name, message, field }) {
  const part = used().find(one => one.field === field);
  if (name === 'AbortError') say('Cancelled.');
  else if (part) part.refuse(message);
  else if (!field || !options.refuse(field, message)) say(message, true);
}

async function submit() {
  say('');
  options.clear();
  for (const part of used()) part.refuse(null);
  const incomplete = used().find(part => part.problem);
  if (incomplete) return incomplete.refuse(incomplete.problem);
  run.disabled = true;
  try {
    const edited = await progress.during(edit);
    announce(form, 'the edit');
    await result.restore(edited);
    say('Done.');
    result.focus();
  } catch (failure) {
    refuse(failure);
  } finally {
    run.disabled = false;
    // The button lost the focus while it was disabled, and that of cancelling is gone.
    if (document.activeElement === document.body || progress.contains(document.activeElement)) run.focus();
  }
}

// A photo that is dropped beside its place does not leave the page.
for (const name of ['dragover', 'drop']) document.addEventListener(name, event => event.preventDefault());
form.addEventListener('changing', ({ detail: { what, key } }) => history.remember(what, key));
form.addEventListener('change', event => {
  if (event.target.name !== 'operation') return;
  announce(form, 'what to do');
  choose(event.target.value);
  say('');
});
form.addEventListener('points', () => say(''));
form.addEventListener('input', () => say(''));
form.addEventListener('submit', event => { event.preventDefault(); submit(); });
undo.addEventListener('click', undoLast);
document.addEventListener('keydown', event => {
  if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.key.toLowerCase() !== 'z') return;
  event.preventDefault();
  undoLast();
});
document.getElementById('further').addEventListener('click', async () => {
  announce(form, 'going on with the result');
  await photo.follow(new File([result.state.after], 'result.png', { type: 'image/png' }));
  photo.scrollIntoView({ block: 'nearest' });
  say('The result is the photo now.');
});

choose(operation);
showUndo();
showOperations().catch(failure => say(failure.message, true));
