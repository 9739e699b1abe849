// A photo with the five points of its face: <face-photo data-field="photo" data-title="Photo">.

const names = ['left eye', 'right eye', 'nose', 'left corner of the mouth', 'right corner of the mouth'];
const middle = [[0.4, 0.42], [0.6, 0.42], [0.5, 0.52], [0.43, 0.63], [0.57, 0.63]];

export class FacePhoto extends HTMLElement {
  #points = [];
  #file = null;

  connectedCallback() {
    const id = `${this.dataset.field}-file`;
    this.innerHTML = `
      <h3>${this.dataset.title}</h3>
      <label for="${id}">PNG, JPEG or WebP, at most 10 MB</label>
      <input id="${id}" type="file" accept="image/png,image/jpeg,image/webp">
      <div class="board empty"><img alt="${this.dataset.title}: click the points of the face"><p>No photo yet</p></div>
      <div class="points"><button class="plain place" type="button" disabled>Place points</button>
        <button class="plain clear" type="button" disabled>Clear points</button><span class="next"></span></div>`;
    this.image.addEventListener('click', event => this.#click(event));
    this.querySelector('input').addEventListener('change', event => this.#load(event.target.files[0]));
    this.querySelector('.place').addEventListener('click', () => this.#place());
    this.querySelector('.clear').addEventListener('click', () => this.#set([]));
  }

  get image() { return this.querySelector('img'); }
  get board() { return this.querySelector('.board'); }
  get field() { return this.dataset.field; }
  get file() { return this.#file; }
  get url() { return this.image.src; }

  /** What is missing before this photo can be sent, or null. */
  get problem() {
    if (!this.#file) return `${this.dataset.title}: choose a photo.`;
    if (this.#points.length < names.length) return `${this.dataset.title}: mark the ${names[this.#points.length]}.`;
    return null;
  }

  /** The points in pixels of the photo, as the server reads them. */
  get landmarks() {
    const { naturalWidth: width, naturalHeight: height } = this.image;
    return this.#points.map(([x, y]) => `${(x * width).toFixed(1)},${(y * height).toFixed(1)}`).join(' ');
  }

  async #load(file) {
    if (this.url) URL.revokeObjectURL(this.url);
    this.#file = null;
    this.#set([]);
    this.board.classList.add('empty');
    if (file) {
      this.image.src = URL.createObjectURL(file);
      try {
        await this.image.decode();
        this.#file = file;
        this.board.classList.remove('empty');
      } catch {
        this.#tell('This file is no photo the browser can show.');
        return;
      }
    }
    this.#set([]);
  }

  #click(event) {
    if (this.#points.length >= names.length) return;
    this.#set([...this.#points, this.#at(event)]);
    this.dispatchEvent(new CustomEvent('points', { bubbles: true }));
  }

  #place() {
    this.#set(middle);
    this.board.querySelector('.marker').focus();
  }

  #at(event) {
    const box = this.image.getBoundingClientRect();
    const share = (value, start, size) => Math.min(1, Math.max(0, (value - start) / size));
    return [share(event.clientX, box.left, box.width), share(event.clientY, box.top, box.height)];
  }

  #set(points) {
    this.#points = points.map(point => [...point]);
    this.board.querySelectorAll('.marker').forEach(marker => marker.remove());
    this.#points.forEach((_, index) => this.board.append(this.#marker(index)));
    this.querySelector('.place').disabled = !this.#file;
    this.querySelector('.clear').disabled = points.length === 0;
    const next = names[points.length];
    this.#tell(!this.#file ? '' : next ? `Next: ${next}` : 'All five points are marked.');
  }

  #tell(text) { this.querySelector('.next').textContent = text; }

  #marker(index) {
    const marker = document.createElement('button');
    marker.type = 'button';
    marker.className = 'marker';
    marker.append(Object.assign(document.createElement('span'), { textContent: index + 1 }));
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
    const clamp = value => Math.min(1, Math.max(0, value));
    this.#move(index, [clamp(x + step[0] * pixels / this.image.naturalWidth), clamp(y + step[1] * pixels / this.image.naturalHeight)], marker);
  }

  #move(index, point, marker) {
    this.#points[index] = point;
    marker.style.left = `${100 * point[0]}%`;
    marker.style.top = `${100 * point[1]}%`;
    const [x, y] = [Math.round(point[0] * this.image.naturalWidth), Math.round(point[1] * this.image.naturalHeight)];
    marker.setAttribute('aria-label', `${this.dataset.title}, ${names[index]}, at ${x}, ${y}. Arrow keys move it.`);
  }
}

customElements.define('face-photo', FacePhoto);
