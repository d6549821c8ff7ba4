/**
 * What jsdom lacks and the page's components ask for: dialogs, boxes, sizes. It lays nothing out, so an
 * element's box starts at 0, 0 and is as large as its own style says.
 */

/** The size that every element claims to have inside. */
export const PANE = { width: 800, height: 320 } as const;

class Rect implements DOMRect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;

  constructor(x = 0, y = 0, width = 0, height = 0) {
    this.x = x;
    this.y = y;
    this.width = width;
    this.height = height;
  }

  get left(): number {
    return this.x;
  }

  get top(): number {
    return this.y;
  }

  get right(): number {
    return this.x + this.width;
  }

  get bottom(): number {
    return this.y + this.height;
  }

  toJSON(): unknown {
    return { x: this.x, y: this.y, width: this.width, height: this.height };
  }
}

class StillResizeObserver implements ResizeObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

/** Pixels of a canvas, without a canvas. */
class Pixels {
  readonly data: Uint8ClampedArray;

  constructor(width: number, height: number) {
    this.data = new Uint8ClampedArray(4 * width * height);
  }
}

/** The last pixels that were put on each canvas. */
export const painted = new WeakMap<HTMLCanvasElement, Pixels>();

/** Adds all of it to jsdom's window; once per test file. */
export function completeDom(): void {
  Object.assign(globalThis, { DOMRect: Rect, ResizeObserver: StillResizeObserver, ImageData: Pixels });
  Object.defineProperties(HTMLElement.prototype, {
    clientWidth: { configurable: true, get: () => PANE.width },
    clientHeight: { configurable: true, get: () => PANE.height },
  });
  Element.prototype.getBoundingClientRect = function (this: Element): DOMRect {
    const { width, height } = (this as HTMLElement).style;
    return new Rect(0, 0, parseFloat(width) || 0, parseFloat(height) || 0);
  };
  Element.prototype.scrollIntoView = () => undefined;
  HTMLDialogElement.prototype.showModal = function (this: HTMLDialogElement): void {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function (this: HTMLDialogElement): void {
    this.open = false;
  };
  HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement): unknown {
    return { putImageData: (pixels: Pixels) => painted.set(this, pixels) };
  } as typeof HTMLCanvasElement.prototype.getContext;
}
