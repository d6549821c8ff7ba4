/** A recorded point of a curve. */
export interface CurvePoint {
  readonly step: number;
  readonly cost: number;
}

/** The recorded point nearest to a step, the earlier of two as near; null where nothing is recorded. */
export function nearestPoint(points: Float64Array, step: number): CurvePoint | null {
  let low = 0;
  let high = points.length / 2 - 1;
  if (high < 0) return null;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (points[2 * middle] < step) low = middle + 1;
    else high = middle;
  }
  if (low > 0 && step - points[2 * (low - 1)] <= points[2 * low] - step) low -= 1;
  return { step: points[2 * low], cost: points[2 * low + 1] };
}

/** The recorded point nearest to a step within a curve's own steps; null before its first. */
export function pointWithin(points: Float64Array, step: number): CurvePoint | null {
  if (points.length === 0 || step < points[0] || step > points[points.length - 2]) return null;
  return nearestPoint(points, step);
}
