// The five points of a face, which are dragged, or moved with the arrow keys.

export const names = ['left eye', 'right eye', 'nose', 'left corner of the mouth', 'right corner of the mouth'];

/** Where they are put for whoever has no mouse. */
export const middle = [[0.4, 0.42], [0.6, 0.42], [0.5, 0.52], [0.43, 0.63], [0.57, 0.63]];

const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export const share = value => Math.min(1, Math.max(0, value));

export class FacePoints {
  #view;
  #image;
  #told;
  #points = [];
  #markers = [];

  /** Says through 'told' before a point moves, what it is now, and when it rests. */
  constructor(view, image, told) {
    [this.#view, this.#image, this.#told] = [view, image, told];
  }

  get all() { return this.#points; }

  /** Shows points, which are moved in place. */
  show(points) {
    this.#points = points;
    this.#markers.forEach(marker => marker.remove());
    this.#markers = points.map((_, index) => this.#marker(index));
    this.#view.append(...this.#markers);
  }

  focus() { this.#markers[0]?.focus({ preventScroll: true }); }

  /** Where an event is on the photo. */
  at(event) {
    const box = this.#image.getBoundingClientRect();
    return [share((event.clientX - box.left) / box.width), share((event.clientY - box.top) / box.height)];
  }

  #marker(index) {
    const marker = Object.assign(document.createElement('button'), { type: 'button', className: 'marker' });
    marker.append(Object.assign(document.createElement('span'), { textContent: names[index] }));
    marker.addEventListener('keydown', event => this.#key(event, index));
    marker.addEventListener('focus', () => this.#told.focused(this.#points[index]));
    marker.addEventListener('blur', () => this.#told.rests());
    this.#drag(marker, index);
    this.#put(marker, index);
    return marker;
  }

  #drag(marker, index) {
    let grip = null;
    marker.addEventListener('pointerdown', event => {
      event.stopPropagation();
      marker.setPointerCapture(event.pointerId);
      const [at, point] = [this.at(event), this.#points[index]];
      grip = { by: [point[0] - at[0], point[1] - at[1]], from: [event.clientX, event.clientY], isMoving: false };
    });
    marker.addEventListener('pointermove', event => {
      if (!grip || (event.clientX === grip.from[0] && event.clientY === grip.from[1])) return;
      if (!grip.isMoving) this.#told.moving(index, null);
      grip.isMoving = true;
      const at = this.at(event);
      this.#move(index, [share(at[0] + grip.by[0]), share(at[1] + grip.by[1])]);
    });
    for (const end of ['pointerup', 'pointercancel']) marker.addEventListener(end, () => { grip = null; this.#told.rests(); });
  }

  #key(event, index) {
    const step = arrows[event.key];
    if (!step) return;
    event.preventDefault();
    this.#told.moving(index, `by keys ${index}`);
    const [x, y] = this.#points[index];
    const pixels = event.shiftKey ? 10 : 1;
    this.#move(index, [share(x + step[0] * pixels / this.#image.naturalWidth), share(y + step[1] * pixels / this.#image.naturalHeight)]);
    this.#told.focused(this.#points[index]);
  }

  #move(index, point) {
    this.#points[index] = point;
    this.#put(this.#markers[index], index);
    this.#told.moved(point);
  }

  #put(marker, index) {
    const [x, y] = this.#points[index];
    marker.style.left = `${100 * x}%`;
    marker.style.top = `${100 * y}%`;
    marker.setAttribute('aria-label', `${this.#image.alt}, ${names[index]}, at ${Math.round(x * this.#image.naturalWidth)}, ${Math.round(y * this.#image.naturalHeight)}. Arrow keys move it.`);
  }
}
