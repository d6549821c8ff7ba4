import type { Side } from "./hand.svelte.ts";

/** A piece under the pointer, and which of its sides is nearer. */
export interface DropPlace {
  readonly id: number;
  readonly side: Side;
}

/** A pointer that has moved less than this, in pixels, has clicked. */
const STILL = 5;

/** A piece that is dragged by a pointer. */
export class Drag {
  id = $state<number | null>(null);
  dx = $state(0);
  dy = $state(0);
  over = $state.raw<DropPlace | null>(null);
  /** Whether the pointer has moved far enough to be more than a click. */
  moving = $state(false);
  #pointer: number | null = null;
  #startX = 0;
  #startY = 0;

  start(id: number, { pointerId, clientX, clientY }: PointerEvent): void {
    this.id = id;
    this.#pointer = pointerId;
    [this.#startX, this.#startY] = [clientX, clientY];
    [this.dx, this.dy] = [0, 0];
    this.moving = false;
    this.over = null;
  }

  move(
    { pointerId, clientX, clientY }: PointerEvent,
    find: (x: number, y: number) => DropPlace | null,
  ): void {
    if (this.id === null || pointerId !== this.#pointer) return;
    this.dx = clientX - this.#startX;
    this.dy = clientY - this.#startY;
    this.moving ||= Math.hypot(this.dx, this.dy) >= STILL;
    const found = this.moving ? find(clientX, clientY) : null;
    this.over = found?.id === this.id ? null : found;
  }

  /** Where it was dropped; null for nowhere, and for a click. */
  end(): { readonly id: number; readonly place: DropPlace | null; readonly clicked: boolean } | null {
    if (this.id === null) return null;
    const ended = { id: this.id, place: this.over, clicked: !this.moving };
    this.cancel();
    return ended;
  }

  cancel(): void {
    this.id = null;
    this.#pointer = null;
    this.over = null;
    this.moving = false;
    [this.dx, this.dy] = [0, 0];
  }
}

/** The nearer side of a box. */
export function sideAt(x: number, { left, width }: Pick<DOMRect, "left" | "width">): Side {
  return x < left + width / 2 ? "left" : "right";
}
