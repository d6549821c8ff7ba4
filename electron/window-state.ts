import type { Rectangle } from "electron";
import { boolean, integer, number, pipe, strictObject } from "valibot";
import { readKept, writeKept } from "./kept-json.ts";

/** Where the window was and how large, in the screen's device-independent pixels. */
export interface WindowState {
  readonly bounds: Rectangle;
  readonly maximized: boolean;
}

/** The smallest window, in which every part of the lab still has its place. */
export const smallest = { width: 1024, height: 640 } as const;

const pixels = pipe(number(), integer());
const shape = strictObject({
  bounds: strictObject({ x: pixels, y: pixels, width: pixels, height: pixels }),
  maximized: boolean(),
});

const usual = { width: 1440, height: 900 } as const;
/** So much of the window must be on a screen for a person to take hold of it. */
const graspable = 120;
/** About the height of a title bar. */
const cascadeBy = 28;

/** The state written last, or null when there is none that can be read. */
export function readWindowState(file: string): WindowState | null {
  return readKept(file, shape);
}

/** Remembers the state for the next window that is opened alone. */
export function writeWindowState(file: string, state: WindowState): void {
  writeKept(file, state);
}

/**
 * Bounds that can be seen: the remembered ones where a screen still shows enough of them, never larger
 * than that screen; else the usual size in the middle of the first screen. `areas` are the screens' work
 * areas, the primary one first.
 */
export function fitBounds(remembered: Rectangle | null, areas: readonly Rectangle[]): Rectangle {
  const home = remembered === null ? undefined : areas.find((area) => isGraspable(remembered, area));
  if (remembered === null || home === undefined) return centred(areas[0]);
  const width = clamp(remembered.width, smallest.width, home.width);
  const height = clamp(remembered.height, smallest.height, home.height);
  return {
    x: clamp(remembered.x, home.x, home.x + home.width - width),
    y: clamp(remembered.y, home.y, home.y + home.height - height),
    width,
    height,
  };
}

/**
 * Bounds of one more window: those of the one it comes from, moved so that both title bars are seen; at the
 * screen's corner again where it would not fit.
 */
export function cascade(from: Rectangle, areas: readonly Rectangle[]): Rectangle {
  const fitted = fitBounds(from, areas);
  const home = areas.find((area) => isGraspable(fitted, area)) ?? areas[0];
  const fits = (start: number, length: number, low: number, room: number): boolean =>
    start + length <= low + room;
  const [x, y] = [fitted.x + cascadeBy, fitted.y + cascadeBy];
  return {
    ...fitted,
    x: fits(x, fitted.width, home.x, home.width) ? x : home.x,
    y: fits(y, fitted.height, home.y, home.height) ? y : home.y,
  };
}

function centred(area: Rectangle): Rectangle {
  const width = Math.min(usual.width, area.width);
  const height = Math.min(usual.height, area.height);
  return {
    x: area.x + Math.round((area.width - width) / 2),
    y: area.y + Math.round((area.height - height) / 2),
    width,
    height,
  };
}

function isGraspable(bounds: Rectangle, area: Rectangle): boolean {
  const across = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x);
  // The title bar is what one drags: the window's top must be on the screen.
  const top = bounds.y >= area.y && bounds.y < area.y + area.height - graspable;
  return across >= graspable && top;
}

/** The upper limit wins where a small screen makes the two cross. */
function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
