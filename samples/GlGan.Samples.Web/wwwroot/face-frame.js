// Where the frame of a face is, from its five points, in pixels: about from the hairline to the chin, leaning as the face does.

export function faceFrame([leftEye, rightEye, , leftMouth, rightMouth]) {
  const eyes = middle(leftEye, rightEye);
  const down = minus(middle(leftMouth, rightMouth), eyes);
  // In profile the eyes meet, and seen from below they near the mouth: the larger of both lengths tells the size.
  const unit = Math.max(Math.hypot(...down), 1.15 * Math.hypot(...minus(rightEye, leftEye)));
  return {
    center: [eyes[0] + 0.15 * down[0], eyes[1] + 0.15 * down[1]],
    width: 2.2 * unit,
    height: 2.8 * unit,
    angle: Math.atan2(down[1], down[0]) - Math.PI / 2,
  };
}

function middle(a, b) { return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]; }

function minus(a, b) { return [a[0] - b[0], a[1] - b[1]]; }
