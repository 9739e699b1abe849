// A frame around each face, by which one is chosen.

import { faceFrame } from './face-frame.js';

export class FaceFrames {
  #view;
  #image;
  #choose;
  #frames = [];

  constructor(view, image, choose) {
    [this.#view, this.#image, this.#choose] = [view, image, choose];
  }

  /** Frames faces, each five points. */
  show(faces) {
    this.#frames.forEach(frame => frame.remove());
    this.#frames = faces.map((_, index) => this.#frame(index, faces.length));
    this.#view.append(...this.#frames);
    faces.forEach((face, index) => this.move(index, face));
  }

  press(index) { this.#frames.forEach((frame, other) => frame.setAttribute('aria-pressed', other === index)); }

  /** Where a face is, and how large, as fractions of the sides of the photo. */
  boxOf(face) {
    const { naturalWidth, naturalHeight } = this.#image;
    const { center, width, height } = faceFrame(face.map(([x, y]) => [x * naturalWidth, y * naturalHeight]));
    return { center: [center[0] / naturalWidth, center[1] / naturalHeight], size: [width / naturalWidth, height / naturalHeight] };
  }

  move(index, face) {
    const { naturalWidth, naturalHeight } = this.#image;
    const { center, width, height, angle } = faceFrame(face.map(([x, y]) => [x * naturalWidth, y * naturalHeight]));
    Object.assign(this.#frames[index].style, {
      left: `${100 * (center[0] - width / 2) / naturalWidth}%`,
      top: `${100 * (center[1] - height / 2) / naturalHeight}%`,
      width: `${100 * width / naturalWidth}%`,
      height: `${100 * height / naturalHeight}%`,
      transform: `rotate(${angle}rad)`,
    });
  }

  #frame(index, count) {
    const frame = Object.assign(document.createElement('button'), { type: 'button', className: 'frame', disabled: count === 1 });
    frame.setAttribute('aria-label', `${this.#image.alt}, face ${index + 1} of ${count}`);
    frame.addEventListener('click', () => this.#choose(index));
    return frame;
  }
}
