/** A colour that every program reads, and how much of it covers what lies below. */
export interface Paint {
  /** `#1b2430`. */
  readonly colour: string;
  /** 0 … 1. */
  readonly opacity: number;
}

const known = new Map<string, Paint>();
let pixel: CanvasRenderingContext2D | null = null;

/** A colour as CSS computes it, mixed colours and colour spaces included; null where there is nothing to see. */
export function readColour(css: string): Paint | null {
  if (css === "none" || css === "transparent" || css === "") return null;
  const found = known.get(css) ?? measure(css);
  known.set(css, found);
  return found.opacity === 0 ? null : found;
}

function measure(css: string): Paint {
  const plain = /^rgb\((\d+), (\d+), (\d+)\)$/.exec(css);
  if (plain !== null) return { colour: hex(plain.slice(1).map(Number)), opacity: 1 };
  const clear = /^rgba\((\d+), (\d+), (\d+), ([\d.]+)\)$/.exec(css);
  if (clear !== null) return { colour: hex(clear.slice(1, 4).map(Number)), opacity: Number(clear[4]) };
  // Whatever else CSS has, the browser itself makes a pixel of it.
  pixel ??= onePixel();
  pixel.clearRect(0, 0, 1, 1);
  pixel.fillStyle = css;
  pixel.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha] = pixel.getImageData(0, 0, 1, 1).data;
  return { colour: hex([red, green, blue]), opacity: Math.round((alpha / 255) * 1000) / 1000 };
}

function onePixel(): CanvasRenderingContext2D {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 1;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (context === null) throw new Error("internal: there is no canvas");
  return context;
}

function hex(channels: readonly number[]): string {
  return `#${channels.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
}

/** The attributes that fill a shape with a colour. */
export function fillWith({ colour, opacity }: Paint): Readonly<Record<string, string | number | null>> {
  return { fill: colour, "fill-opacity": opacity === 1 ? null : String(opacity) };
}

/** The attributes that draw a line in a colour. */
export function strokeWith({ colour, opacity }: Paint): Readonly<Record<string, string | number | null>> {
  return { fill: "none", stroke: colour, "stroke-opacity": opacity === 1 ? null : String(opacity) };
}
