// Looks closer at a photo: by steps, by two fingers, or by the wheel with Ctrl. What is enlarged is dragged. Places are fractions of the sides.

const step = 1.6;
const still = 6;

const clamp = (value, least, most) => Math.min(most, Math.max(least, value));

export class Zoom {
  #board;
  #view;
  #changed;
  #scale = 1;
  #corner = [0, 0];
  #pointers = new Map();
  #hasMoved = false;

  /** The board shows a part of the view. */
  constructor(board, view, changed) {
    [this.#board, this.#view, this.#changed] = [board, view, changed];
    board.addEventListener('wheel', event => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      this.#to(this.#scale * Math.exp(-event.deltaY / 200), this.#at(event));
    }, { passive: false });
    view.addEventListener('pointerdown', event => this.#down(event));
    view.addEventListener('pointermove', event => this.#move(event));
    for (const end of ['pointerup', 'pointercancel']) view.addEventListener(end, event => this.#pointers.delete(event.pointerId));
  }

  get scale() { return this.#scale; }
  get most() { return Math.max(4, 4 * this.#view.querySelector('img').naturalWidth / (this.#board.clientWidth || 1)); }

  /** Whether the press that has ended moved the photo, and so was no click. */
  get hasMoved() { return this.#hasMoved; }

  reset() { this.#set(1, [0, 0]); }

  in(about) { this.#to(this.#scale * step, this.#onBoard(about)); }

  out() { this.#to(this.#scale / step, [0.5, 0.5]); }

  /** Shows a box of the photo as large as it fits. */
  show(center, size) {
    const scale = clamp(0.8 / Math.max(...size), 1, this.most);
    this.#set(scale, center.map(at => 0.5 - scale * at));
  }

  /** Moves the photo so that a place of it is seen. */
  reveal(point) {
    const edge = 0.08;
    this.#set(this.#scale, this.#corner.map((corner, axis) => corner + clamp(corner + this.#scale * point[axis], edge, 1 - edge) - corner - this.#scale * point[axis]));
  }

  #onBoard(point) {
    return point ? point.map((at, axis) => clamp(this.#corner[axis] + this.#scale * at, 0, 1)) : [0.5, 0.5];
  }

  // The place of the board stays where it is.
  #to(scale, at) {
    const next = clamp(scale, 1, this.most);
    this.#set(next, this.#corner.map((corner, axis) => at[axis] - (at[axis] - corner) * next / this.#scale));
  }

  #set(scale, corner) {
    this.#scale = scale;
    this.#corner = corner.map(at => clamp(at, 1 - scale, 0));
    const [x, y] = this.#corner.map(at => 100 * at);
    this.#view.style.transform = scale === 1 ? '' : `translate(${x}%, ${y}%) scale(${scale})`;
    this.#view.style.setProperty('--zoom', scale);
    this.#board.classList.toggle('zoomed', scale > 1);
    this.#changed();
  }

  #at(event) {
    const box = this.#board.getBoundingClientRect();
    return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
  }

  #down(event) {
    if (this.#pointers.size === 0) this.#hasMoved = false;
    this.#pointers.set(event.pointerId, { start: [event.clientX, event.clientY], at: this.#at(event) });
  }

  #move(event) {
    const pointer = this.#pointers.get(event.pointerId);
    if (!pointer) return;
    const [before, now] = [pointer.at, this.#at(event)];
    const isSmall = !this.#hasMoved && Math.hypot(event.clientX - pointer.start[0], event.clientY - pointer.start[1]) < still;
    if (this.#pointers.size === 1 && (this.#scale === 1 || isSmall)) return;
    this.#hasMoved = true;
    pointer.at = now;
    if (!this.#view.hasPointerCapture(event.pointerId)) this.#view.setPointerCapture(event.pointerId);
    if (this.#pointers.size === 1) return this.#set(this.#scale, this.#corner.map((corner, axis) => corner + now[axis] - before[axis]));
    const other = [...this.#pointers.values()].find(one => one !== pointer).at;
    this.#to(this.#scale * this.#distance(now, other) / Math.max(1, this.#distance(before, other)), other);
  }

  #distance(a, b) { return Math.hypot((a[0] - b[0]) * this.#board.clientWidth, (a[1] - b[1]) * this.#board.clientHeight); }
}
