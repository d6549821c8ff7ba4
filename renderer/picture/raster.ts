import type { Drawing } from "./draw.ts";

/** More pixels than these are beyond what browsers paint at once. */
const MOST_PIXELS = 64_000_000;

/** A drawing as PNG, `scale` pixels for each of the page's; fewer where there would be too many. */
export async function rasterise(
  { svg, width, height }: Drawing,
  scale = 2,
): Promise<Uint8Array<ArrayBuffer>> {
  const size = Math.min(scale, Math.sqrt(MOST_PIXELS / (width * height)));
  const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const image = new Image(width, height);
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(width * size);
    canvas.height = Math.round(height * size);
    await drawWithFonts(image, canvas);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
    if (blob === null) throw new Error("internal: the canvas gives no picture");
    return new Uint8Array(await blob.arrayBuffer());
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** How long it is waited between two looks, and for how many looks, in milliseconds. */
const PAUSE = 80;
const MOST_LOOKS = 25;

/**
 * Draws an image until it stays as it is: a browser says that an image is there before the letters in it are, whose
 * fonts it reads afterwards.
 */
async function drawWithFonts(image: HTMLImageElement, canvas: HTMLCanvasElement): Promise<void> {
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (context === null) throw new Error("internal: there is no canvas");
  let before = "";
  for (let look = 0; look < MOST_LOOKS; look++) {
    context.clearRect(0, 0, canvas.width, canvas.height);
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    const now = fingerprint(context, canvas);
    // The first two may both come too early.
    if (look > 1 && now === before) return;
    before = now;
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}

/** A number that differs where a picture does. */
function fingerprint(context: CanvasRenderingContext2D, { width, height }: HTMLCanvasElement): string {
  const pixels = new Uint32Array(context.getImageData(0, 0, width, height).data.buffer);
  let hash = 0;
  for (const pixel of pixels) hash = (Math.imul(hash, 31) + pixel) | 0;
  return String(hash);
}
