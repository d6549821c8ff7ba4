/** Size of a formula that has room, and the smallest before it scrolls; in CSS pixels. */
export const USUAL_SIZE = 16;
export const SMALLEST_SIZE = 12;

/** The size at which a formula, `width` wide at its usual size, fits into `room`; never below the smallest. */
export function fitSize(width: number, room: number): number {
  if (!(width > room) || room <= 0) return USUAL_SIZE;
  // Half a pixel, because sizes of boxes are rounded.
  return Math.max(SMALLEST_SIZE, (USUAL_SIZE * (room - 0.5)) / width);
}
