/** The value that `part` of the numbers do not exceed, between neighbours by straight line; NaN for none. */
export function quantile(numbers, part) {
  const sorted = [...numbers].sort((a, b) => a - b);
  if (sorted.length === 0) return NaN;
  const place = part * (sorted.length - 1);
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
}

export function median(numbers) {
  return quantile(numbers, 0.5);
}

/** How far the numbers lie apart: (largest − smallest) ÷ median. */
export function spread(numbers) {
  return (Math.max(...numbers) - Math.min(...numbers)) / median(numbers);
}

/** The slope of the straight line that fits [x, y] pairs best, in y per x. */
export function slope(pairs) {
  const mean = (at) => pairs.reduce((sum, pair) => sum + pair[at], 0) / pairs.length;
  const [x, y] = [mean(0), mean(1)];
  const covariance = pairs.reduce((sum, pair) => sum + (pair[0] - x) * (pair[1] - y), 0);
  const variance = pairs.reduce((sum, pair) => sum + (pair[0] - x) ** 2, 0);
  return covariance / variance;
}
