// What lies under a point that is being moved, enlarged, in the corner that is farther from it: the finger hides it in the photo.

const side = 128;
const closer = 2.5;

export class Loupe {
  #board;
  #image;
  #canvas = Object.assign(document.createElement('canvas'), { className: 'loupe', width: 2 * side, height: 2 * side, hidden: true });

  constructor(board, image) {
    [this.#board, this.#image] = [board, image];
    this.#canvas.setAttribute('aria-hidden', 'true');
    board.append(this.#canvas);
  }

  show([x, y]) {
    const { naturalWidth, naturalHeight } = this.#image;
    const box = this.#image.getBoundingClientRect();
    const board = this.#board.getBoundingClientRect();
    const taken = side * naturalWidth / box.width / closer;
    const draw = this.#canvas.getContext('2d');
    draw.fillStyle = '#444';
    draw.fillRect(0, 0, 2 * side, 2 * side);
    draw.drawImage(this.#image, x * naturalWidth - taken / 2, y * naturalHeight - taken / 2, taken, taken, 0, 0, 2 * side, 2 * side);
    for (const [color, width] of [['#000', 9], ['#ffd23f', 4]]) this.#cross(draw, color, width);
    this.#canvas.classList.toggle('right', box.left + x * box.width < board.left + board.width / 2);
    this.#canvas.hidden = false;
  }

  hide() { this.#canvas.hidden = true; }

  #cross(draw, color, width) {
    const [gap, reach] = [14, 64];
    draw.strokeStyle = color;
    draw.lineWidth = width;
    draw.beginPath();
    for (const [dx, dy] of [[1, 0], [-1, 0], [0, 1], [0, -1]]) {
      draw.moveTo(side + gap * dx, side + gap * dy);
      draw.lineTo(side + reach * dx, side + reach * dy);
    }

    draw.stroke();
  }
}
