// A photo and one of its faces, which the server finds or the user marks: <face-photo data-field="photo" data-title="Photo">.

import { post } from './api.js';
import { faceFrame } from './face-frame.js';

const names = ['left eye', 'right eye', 'nose', 'left corner of the mouth', 'right corner of the mouth'];
const middle = [[0.4, 0.42], [0.6, 0.42], [0.5, 0.52], [0.43, 0.63], [0.57, 0.63]];
const small = 0.4;

const share = value => Math.min(1, Math.max(0, value));

export class FacePhoto extends HTMLElement {
  #file = null;
  #isSearching = false;
  #faces = [];
  #frames = [];
  #chosen = 0;
  // Of the chosen face, as fractions of the sides of the photo; fewer than five while they are being marked.
  #points = [];

  connectedCallback() {
    const id = `${this.dataset.field}-file`;
    this.innerHTML = `
      <h3>${this.dataset.title}</h3>
      <input id="${id}" type="file" accept="image/png,image/jpeg,image/webp" aria-label="${this.dataset.title}: choose a file">
      <div class="board empty">
        <label for="${id}"><strong>Drop a photo here</strong><span>or choose one</span><small>PNG, JPEG or WebP, at most 10 MB</small></label>
        <div class="view"><img alt="${this.dataset.title}" draggable="false"></div>
      </div>
      <p class="told" role="status"></p>
      <div class="tools" hidden>
        <label class="button plain" for="${id}">Other photo</label>
        <button class="plain zoom" type="button" aria-pressed="false">Zoom in</button>
        <button class="plain place" type="button">Place points</button>
        <button class="plain clear" type="button">Clear points</button>
      </div>`;
    this.image.addEventListener('click', event => this.#click(event));
    this.#part('input').addEventListener('change', event => this.#load(event.target.files[0]));
    this.#part('.zoom').addEventListener('click', () => this.#zoom(!this.#isZoomed));
    this.#part('.place').addEventListener('click', () => { this.#show([middle.map(point => [...point])]); this.#part('.marker').focus(); });
    this.#part('.clear').addEventListener('click', () => { this.#show([]); this.#part('.place').focus(); });
    this.addEventListener('dragover', event => { event.preventDefault(); this.board.classList.add('over'); });
    this.addEventListener('dragleave', () => this.board.classList.remove('over'));
    this.addEventListener('drop', event => {
      event.preventDefault();
      this.board.classList.remove('over');
      this.#load(event.dataTransfer.files[0]);
    });
  }

  get image() { return this.#part('img'); }
  get board() { return this.#part('.board'); }
  get field() { return this.dataset.field; }
  get file() { return this.#file; }
  get url() { return this.image.src; }

  /** What is missing before this photo can be sent, or null. */
  get problem() {
    if (!this.#file) return `${this.dataset.title}: choose a photo.`;
    if (this.#isSearching) return `${this.dataset.title}: its faces are still being looked for.`;
    if (this.#points.length < names.length) return `${this.dataset.title}: mark the ${names[this.#points.length]}.`;
    return null;
  }

  /** The points in pixels of the photo, as the server reads them. */
  get landmarks() {
    return this.#pixels(this.#points).map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ');
  }

  /** Where the face is between the left side of the photo, 0, and the right one, 1. */
  get faceAt() { return share(this.#faceBox().center[0]); }

  #part(selector) { return this.querySelector(selector); }

  #pixels(points) { return points.map(([x, y]) => [x * this.image.naturalWidth, y * this.image.naturalHeight]); }

  async #load(file) {
    if (!file) return;
    if (this.url) URL.revokeObjectURL(this.url);
    const url = URL.createObjectURL(file);
    this.#file = null;
    this.#show([]);
    this.#part('.tools').hidden = true;
    this.board.classList.add('empty');
    this.#part('input').value = '';
    this.image.src = url;
    const isPhoto = await this.image.decode().then(() => true, () => false);
    if (this.url !== url) return;
    if (!isPhoto) return this.#tell('This file is no photo the browser can show.', true);
    this.#file = file;
    this.board.classList.remove('empty');
    this.board.style.setProperty('--ratio', this.image.naturalWidth / this.image.naturalHeight);
    await this.#find(file);
  }

  async #find(file) {
    this.#isSearching = true;
    this.board.classList.add('searching');
    this.#tell('Looking for faces…');
    const form = new FormData();
    form.append('photo', file, 'photo.upload');
    let [faces, problem] = [[], 'No face was found.'];
    try {
      faces = await (await post('api/faces', form)).json();
    } catch (failure) {
      problem = failure.message;
    }
    if (file !== this.#file) return;
    this.#isSearching = false;
    this.board.classList.remove('searching');
    this.#part('.tools').hidden = false;
    this.#show(faces.map(face => face.map(([x, y]) => [share(x / this.image.naturalWidth), share(y / this.image.naturalHeight)])));
    if (faces.length === 0) this.#tell(`${problem} Click the five points yourself: first the ${names[0]}.`, true);
  }

  #click(event) {
    if (this.#isSearching || this.#points.length >= names.length) return;
    const points = [...this.#points, this.#at(event)];
    if (points.length === names.length) this.#show([points]); else this.#set(points);
  }

  #show(faces) {
    this.#faces = faces;
    this.#frames.forEach(frame => frame.remove());
    this.#frames = faces.map((_, index) => this.#frame(index));
    this.#faces.forEach((_, index) => this.#moveFrame(index));
    this.#choose(0);
  }

  #choose(index) {
    this.#chosen = index;
    this.#frames.forEach((frame, other) => frame.setAttribute('aria-pressed', other === index));
    this.#zoom(false);
    this.#set(this.#faces[index] ?? []);
  }

  #set(points) {
    this.#points = points;
    this.querySelectorAll('.marker').forEach(marker => marker.remove());
    points.forEach((_, index) => this.#part('.view').append(this.#marker(index)));
    this.#part('.place').hidden = points.length > 0;
    this.#part('.clear').hidden = points.length === 0;
    this.#part('.zoom').hidden = !(this.#frames.length > 0 && Math.max(...this.#faceBox().size) < small);
    const correct = this.#part('.zoom').hidden ? 'Drag a point to correct it.' : 'Zoom in and drag a point to correct it.';
    if (points.length < names.length) this.#tell(this.#file ? `Next: ${names[points.length]}` : '');
    else if (this.#faces.length > 1) this.#tell(`${this.#faces.length} faces found: choose one by its frame. ${correct}`);
    else this.#tell(`The face is framed. ${correct}`);
    this.dispatchEvent(new CustomEvent('points', { bubbles: true }));
  }

  #tell(text, isBad = false) {
    this.#part('.told').textContent = text;
    this.#part('.told').classList.toggle('bad', isBad);
  }

  #frame(index) {
    const frame = document.createElement('button');
    frame.type = 'button';
    frame.className = 'frame';
    frame.disabled = this.#faces.length === 1;
    frame.setAttribute('aria-label', `${this.dataset.title}, face ${index + 1} of ${this.#faces.length}`);
    frame.addEventListener('click', () => this.#choose(index));
    this.#part('.view').append(frame);
    return frame;
  }

  #moveFrame(index) {
    const { center, width, height, angle } = faceFrame(this.#pixels(this.#faces[index]));
    const { naturalWidth, naturalHeight } = this.image;
    Object.assign(this.#frames[index].style, {
      left: `${100 * (center[0] - width / 2) / naturalWidth}%`,
      top: `${100 * (center[1] - height / 2) / naturalHeight}%`,
      width: `${100 * width / naturalWidth}%`,
      height: `${100 * height / naturalHeight}%`,
      transform: `rotate(${angle}rad)`,
    });
  }

  get #isZoomed() { return this.#part('.zoom').getAttribute('aria-pressed') === 'true'; }

  #faceBox() {
    const { center, width, height } = faceFrame(this.#pixels(this.#faces[this.#chosen]));
    const { naturalWidth, naturalHeight } = this.image;
    return { center: [center[0] / naturalWidth, center[1] / naturalHeight], size: [width / naturalWidth, height / naturalHeight] };
  }

  #zoom(isIn) {
    const view = this.#part('.view');
    this.#part('.zoom').setAttribute('aria-pressed', isIn);
    view.style.transform = '';
    view.style.setProperty('--zoom', 1);
    if (!isIn) return;
    const { center, size } = this.#faceBox();
    const scale = 0.8 / Math.max(...size);
    const [x, y] = center.map(at => 100 * Math.min(0, Math.max(1 - scale, 0.5 - scale * at)));
    view.style.transform = `translate(${x}%, ${y}%) scale(${scale})`;
    view.style.setProperty('--zoom', scale);
  }

  #at(event) {
    const box = this.image.getBoundingClientRect();
    return [share((event.clientX - box.left) / box.width), share((event.clientY - box.top) / box.height)];
  }

  #marker(index) {
    const marker = document.createElement('button');
    marker.type = 'button';
    marker.className = 'marker';
    marker.append(Object.assign(document.createElement('span'), { textContent: names[index] }));
    marker.addEventListener('keydown', event => this.#key(event, index, marker));
    marker.addEventListener('pointerdown', event => marker.setPointerCapture(event.pointerId));
    marker.addEventListener('pointermove', event => {
      if (marker.hasPointerCapture(event.pointerId)) this.#move(index, this.#at(event), marker);
    });
    this.#move(index, this.#points[index], marker);
    return marker;
  }

  #key(event, index, marker) {
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (!step) return;
    event.preventDefault();
    const [x, y] = this.#points[index];
    const pixels = event.shiftKey ? 10 : 1;
    this.#move(index, [share(x + step[0] * pixels / this.image.naturalWidth), share(y + step[1] * pixels / this.image.naturalHeight)], marker);
  }

  #move(index, point, marker) {
    this.#points[index] = point;
    marker.style.left = `${100 * point[0]}%`;
    marker.style.top = `${100 * point[1]}%`;
    const [x, y] = this.#pixels([point])[0].map(Math.round);
    marker.setAttribute('aria-label', `${this.dataset.title}, ${names[index]}, at ${x}, ${y}. Arrow keys move it.`);
    if (this.#frames.length > 0) this.#moveFrame(this.#chosen);
  }
}

customElements.define('face-photo', FacePhoto);
