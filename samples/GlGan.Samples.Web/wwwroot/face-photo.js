// A photo and one of its faces, which the server finds or the user marks: <face-photo data-field="photo" data-title="Photo">.

import { get, post } from './api.js';
import { FaceFrames } from './face-frames.js';
import { FacePoints, middle, names, share } from './face-points.js';
import { announce } from './history.js';
import { Loupe } from './loupe.js';
import { inWords } from './queue.js';
import './samples.js';
import { Zoom } from './zoom.js';

const small = 0.4;
const finds = get('api/operations').then(async response => (await response.json()).faces, () => true);

export class FacePhoto extends HTMLElement {
  #file = null;
  #isSearching = false;
  // What found the faces; null until they have been looked for.
  #finder = null;
  // Whether the points were marked since, and not found.
  #isMarked = false;
  #faces = [];
  #chosen = 0;
  #points;
  #frames;
  #zoom;
  #loupe;

  connectedCallback() {
    const id = `${this.dataset.field}-file`;
    this.innerHTML = `
      <h3>${this.dataset.title}</h3>
      <input id="${id}" type="file" accept="image/png,image/jpeg,image/webp" aria-label="${this.dataset.title}: choose a file" aria-describedby="${id}-error ${id}-told">
      <div class="board empty">
        <label for="${id}"><strong>Drop a photo here</strong><span>or choose one</span><small>PNG, JPEG or WebP, at most 10 MB</small></label>
        <div class="view"><img alt="${this.dataset.title}" draggable="false"></div>
      </div>
      <p id="${id}-error" class="error" role="alert"></p>
      <p id="${id}-told" class="told" role="status"></p>
      <div class="tools" hidden>
        <span class="zooms">
          <button class="plain out" type="button" aria-label="Zoom out">−</button>
          <button class="plain in" type="button" aria-label="Zoom in">+</button>
          <button class="plain whole" type="button">Whole photo</button>
        </span>
        <button class="plain place" type="button">Place points</button>
        <button class="plain clear" type="button">Clear points</button>
        <label class="button plain" for="${id}">Other photo</label>
      </div>
      <sample-pictures></sample-pictures>`;
    this.#zoom = new Zoom(this.board, this.#part('.view'), () => this.#showZoom());
    this.#loupe = new Loupe(this.board, this.image);
    this.#frames = new FaceFrames(this.#part('.view'), this.image, index => this.#pick(index));
    this.#points = new FacePoints(this.#part('.view'), this.image, {
      moving: (index, key) => { announce(this, `${names[index]} moved`, key && `${this.field} ${key}`); this.#keep(); },
      moved: point => { this.#loupe.show(point); this.#follow(); },
      focused: point => { if (this.#zoom.scale > 1) this.#zoom.reveal(point); },
      rests: () => this.#loupe.hide(),
    });
    this.#listen();
  }

  get image() { return this.#part('img'); }
  get board() { return this.#part('.board'); }
  get field() { return this.dataset.field; }
  get file() { return this.#file; }

  /** What is missing before this photo can be sent, or null. */
  get problem() {
    if (!this.#file) return 'Choose a photo.';
    if (this.#isSearching) return 'Its faces are still being looked for.';
    if (this.#points.all.length < names.length) return `Mark the ${names[this.#points.all.length]}.`;
    return null;
  }

  /** The points in pixels of the photo, as the server reads them. */
  get landmarks() {
    return this.#points.all.map(([x, y]) => `${(x * this.image.naturalWidth).toFixed(1)},${(y * this.image.naturalHeight).toFixed(1)}`).join(' ');
  }

  /** Where the face is between the left side of the photo, 0, and the right one, 1. */
  get faceAt() { return share(this.#frames.boxOf(this.#points.all).center[0]); }

  /** Says beside the photo what is wrong with it; with nothing, that nothing is. */
  refuse(message) {
    this.#part('.error').textContent = message ?? '';
    this.#part('input').toggleAttribute('aria-invalid', Boolean(message));
    this.board.classList.toggle('bad', Boolean(message));
    if (!message) return;
    this.#part('input').focus({ preventScroll: true });
    this.scrollIntoView({ block: 'nearest' });
  }

  get state() {
    this.#keep();
    return { file: this.#file, finder: this.#finder, isMarked: this.#isMarked, chosen: this.#chosen, ...structuredClone({ faces: this.#faces, points: this.#points.all }) };
  }

  async restore({ file, finder, isMarked, faces, chosen, points }) {
    // What has been found since is not lost by undoing something else.
    if (file && file === this.#file && finder === null) return;
    if (file !== this.#file && !await this.#open(file)) return;
    [this.#finder, this.#isMarked] = [finder, isMarked];
    this.#showFaces(faces, chosen, points);
    if (file && finder === null) await this.#find(file);
  }

  /** Goes on with another picture of the same face at the same place. */
  async follow(file) {
    const before = this.state;
    const [width, height] = [this.image.naturalWidth, this.image.naturalHeight];
    if (!await this.#open(file)) return;
    if (this.image.naturalWidth !== width || this.image.naturalHeight !== height) return this.#find(file);
    await this.restore({ ...before, file });
  }

  #part(selector) { return this.querySelector(selector); }

  #listen() {
    const on = (selector, action) => this.#part(selector).addEventListener('click', action);
    this.image.addEventListener('click', event => this.#click(event));
    this.#part('input').addEventListener('change', event => this.#load(event.target.files[0]));
    this.#part('sample-pictures').addEventListener('picked', event => this.#load(event.detail));
    this.#part('sample-pictures').addEventListener('refused', event => this.refuse(event.detail));
    on('.in', () => this.#closer());
    on('.out', () => this.#zoom.out());
    on('.whole', () => this.#zoom.reset());
    on('.place', () => { announce(this, 'points placed'); this.#isMarked = true; this.#showFaces([middle.map(point => [...point])]); this.#points.focus(); });
    on('.clear', () => { announce(this, 'points cleared'); this.#isMarked = true; this.#showFaces([]); this.#part('.place').focus(); });
    this.addEventListener('dragover', event => { event.preventDefault(); this.board.classList.add('over'); });
    this.addEventListener('dragleave', () => this.board.classList.remove('over'));
    this.addEventListener('drop', event => {
      event.preventDefault();
      this.board.classList.remove('over');
      this.#load(event.dataTransfer.files[0]);
    });
  }

  async #load(file) {
    if (!file) return;
    announce(this, `${this.dataset.title.toLowerCase()} chosen`);
    if (await this.#open(file)) await this.#find(file);
  }

  // Null closes the photo. Another one that is opened meanwhile is what counts.
  async #open(file) {
    if (this.image.src) URL.revokeObjectURL(this.image.src);
    this.#file = null;
    this.#finder = null;
    this.#isMarked = false;
    this.#isSearching = false;
    this.#showFaces([]);
    this.#part('input').value = '';
    this.board.classList.remove('searching');
    this.board.classList.add('empty');
    this.#part('.tools').hidden = true;
    this.#part('sample-pictures').open = !file;
    if (!file) {
      this.image.removeAttribute('src');
      return true;
    }

    const url = URL.createObjectURL(file);
    this.image.src = url;
    const isPhoto = await this.image.decode().then(() => true, () => false);
    if (this.image.src !== url) return false;
    if (!isPhoto) {
      this.#part('sample-pictures').open = true;
      this.refuse('This file is no photo the browser can show.');
      return false;
    }

    this.#file = file;
    this.board.classList.remove('empty');
    this.board.style.setProperty('--ratio', this.image.naturalWidth / this.image.naturalHeight);
    this.#part('.tools').hidden = false;
    this.#showFaces([]);
    return true;
  }

  async #find(file) {
    if (!await finds) {
      this.#finder = '';
      return this.#tell(`This server finds no faces. Click the five points yourself: first the ${names[0]}.`);
    }

    this.#isSearching = true;
    this.#showTools();
    this.board.classList.add('searching');
    this.#tell('Looking for faces…');
    const form = new FormData();
    form.append('photo', file, 'photo.upload');
    const isStill = () => file === this.#file;
    let [found, problem] = [{ detector: '', faces: [] }, null];
    try {
      found = await (await post('api/faces', form, { onPlace: place => isStill() && this.#tell(inWords(place, 'Looking for faces')) })).json();
    } catch (failure) {
      problem = failure.message;
    }

    if (!isStill()) return;
    this.#isSearching = false;
    this.board.classList.remove('searching');
    this.#finder = found.detector;
    this.#showFaces(found.faces.map(face => face.map(([x, y]) => [share(x / this.image.naturalWidth), share(y / this.image.naturalHeight)])));
    if (problem) this.refuse(problem);
    else if (found.faces.length === 0) this.#tell(`No face was found by ${found.detector}. Zoom in and click the five points yourself: first the ${names[0]}.`);
  }

  #click(event) {
    if (this.#isSearching || this.#zoom.hasMoved || this.#points.all.length >= names.length) return;
    announce(this, `${names[this.#points.all.length]} marked`);
    this.#isMarked = true;
    const points = [...this.#points.all, this.#points.at(event)];
    if (points.length === names.length) this.#showFaces([points], 0, points, this.#zoom.scale > 1); else this.#showPoints(points);
  }

  #pick(index) {
    if (this.#zoom.hasMoved || index === this.#chosen) return;
    announce(this, 'face chosen');
    this.#keep();
    this.#choose(index, this.#faces[index]);
  }

  #showFaces(faces, chosen = 0, points = faces[chosen] ?? [], isZoomKept = false) {
    this.#faces = faces;
    this.#frames.show(faces);
    this.#choose(chosen, points, isZoomKept);
  }

  #choose(index, points, isZoomKept = false) {
    this.#chosen = index;
    this.#frames.press(index);
    if (!isZoomKept) this.#zoom.reset();
    this.#showPoints(points);
  }

  #showPoints(points) {
    this.refuse(null);
    this.#loupe.hide();
    this.#points.show(points);
    this.#showTools();
    if (points.length < names.length) this.#tell(this.#file ? `Next: click the ${names[points.length]}.` : '');
    else if (this.#faces.length > 1) this.#tell(`${this.#faces.length} faces found by ${this.#finder}: choose one by its frame. ${this.#advice}`);
    else this.#tell(`${this.#isMarked ? 'The face is marked.' : `Face found by ${this.#finder}.`} ${this.#advice}`);
    this.dispatchEvent(new CustomEvent('points', { bubbles: true }));
  }

  get #advice() { return Math.max(...this.#frames.boxOf(this.#points.all).size) < small ? 'Zoom in and drag a point to correct it.' : 'Drag a point to correct it.'; }

  #tell(text) { this.#part('.told').textContent = text; }

  #showTools() {
    this.#part('.place').hidden = this.#isSearching || this.#points.all.length > 0;
    this.#part('.clear').hidden = this.#isSearching || this.#points.all.length === 0;
    this.#showZoom();
  }

  #showZoom() {
    this.#part('.out').disabled = this.#part('.whole').disabled = this.#zoom.scale === 1;
    this.#part('.in').disabled = this.#zoom.scale >= this.#zoom.most;
  }

  // A small face is shown at once, as large as it fits.
  #closer() {
    const box = this.#faces.length > 0 ? this.#frames.boxOf(this.#points.all) : null;
    if (box && this.#zoom.scale === 1 && Math.max(...box.size) < small) this.#zoom.show(box.center, box.size);
    else this.#zoom.in(box?.center);
  }

  #follow() {
    this.#keep();
    if (this.#faces.length > 0) this.#frames.move(this.#chosen, this.#points.all);
  }

  #keep() {
    if (this.#faces.length > 0) this.#faces[this.#chosen] = this.#points.all;
  }
}

customElements.define('face-photo', FacePhoto);
