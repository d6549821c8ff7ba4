/**
 * Contrast of two `#rrggbb` colours as WCAG 2.2 defines it, written after its text so that the lab's own
 * is not judged by itself: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
 */
export function wcagContrast(one: string, other: string): number {
  const lighter = Math.max(relativeLuminance(one), relativeLuminance(other));
  const darker = Math.min(relativeLuminance(one), relativeLuminance(other));
  return (lighter + 0.05) / (darker + 0.05);
}

function relativeLuminance(colour: string): number {
  const [red, green, blue] = channelsOf(colour).map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Red, green and blue of `#rrggbb`, each 0 … 255. */
export function channelsOf(colour: string): number[] {
  if (!/^#[0-9a-f]{6}$/.test(colour)) throw new Error(`"${colour}" is no colour of the form #rrggbb`);
  return [1, 3, 5].map((start) => parseInt(colour.slice(start, start + 2), 16));
}
