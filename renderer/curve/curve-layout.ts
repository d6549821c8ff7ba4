import { line, scaleLinear, scaleLog, type ScaleContinuousNumeric } from "d3";

export type AxisKind = "linear" | "log";

/** A tick of an axis: where it stands and what it says; `raised` is the exponent of a power of ten. */
export interface Tick {
  readonly at: number;
  readonly label: string;
  readonly raised: string | null;
}

/** The geometry of one or more cost curves on the same axes, in CSS pixels. */
export interface CurveLayout {
  /** One path for each of the curves. */
  readonly paths: readonly string[];
  readonly stepTicks: readonly Tick[];
  readonly costTicks: readonly Tick[];
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** Place of a recorded point. */
  readonly place: (step: number, cost: number) => { readonly x: number; readonly y: number };
  /** The step at x: a whole one, not before 0. */
  readonly stepAt: (x: number) => number;
}

/** Room around the curves. */
export interface Margins {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** With axes, and room for the playhead's grip. */
const WITH_AXES: Margins = { left: 46, right: 14, top: 14, bottom: 46 };

/** With axes, where no playhead stands under them. */
export const WITHOUT_PLAYHEAD: Margins = { left: 46, right: 14, top: 10, bottom: 24 };

/** For curves alone. */
export const BARE: Margins = { left: 8, right: 8, top: 6, bottom: 4 };

/**
 * Lays out curves of recorded costs [step, cost, …], each ascending in step.
 *
 * A logarithmic step axis is that of step + 1, so that step 0 has a place. On a logarithmic cost axis a
 * cost of 0 stands on the floor: one decade below the smallest positive cost.
 */
export function layoutCurve(
  curves: readonly Float64Array[],
  width: number,
  height: number,
  stepAxis: AxisKind,
  costAxis: AxisKind,
  margins: Margins = WITH_AXES,
): CurveLayout {
  const { left, top } = margins;
  const right = Math.max(left + 10, width - margins.right);
  const bottom = Math.max(top + 10, height - margins.bottom);

  const lastStep = Math.max(1, ...curves.map((points) => points.at(-2) ?? 0));
  const { lowest, smallest, highest } = extremes(curves);
  const x =
    stepAxis === "linear"
      ? scaleLinear([0, lastStep], [left, right])
      : scaleLog([1, lastStep + 1], [left, right]);
  const [floor, ceiling] = costAxis === "log" ? logEnds(lowest, smallest, highest) : [0, highest || 1];
  const y =
    costAxis === "linear"
      ? scaleLinear([0, ceiling], [bottom, top]).nice(4)
      : scaleLog([floor, ceiling], [bottom, top]);

  const stepOf = (step: number): number => x(stepAxis === "linear" ? step : step + 1);
  const costOf = (cost: number): number => y(costAxis === "log" ? Math.max(floor, cost) : cost);
  const draw = (points: Float64Array): string => {
    const indices = Array.from({ length: points.length / 2 }, (_, index) => index);
    const through = line<number>(
      (index) => stepOf(points[2 * index]),
      (index) => costOf(points[2 * index + 1]),
    );
    return through(indices) ?? "";
  };
  return {
    paths: curves.map(draw),
    stepTicks:
      stepAxis === "linear"
        ? linearTicks(x, Math.max(2, Math.floor((right - left) / 70)), true)
        : stepPowers(lastStep, stepOf, Math.max(2, Math.floor((right - left) / 44))),
    costTicks:
      costAxis === "linear"
        ? linearTicks(y, Math.max(2, Math.floor((bottom - top) / 40)), false)
        : powersOfTen(floor, ceiling, y, Math.max(2, Math.floor((bottom - top) / 26))),
    left,
    right,
    top,
    bottom,
    place: (step, cost) => ({ x: stepOf(step), y: costOf(cost) }),
    stepAt: (wanted) => Math.max(0, Math.round(x.invert(wanted) - (stepAxis === "linear" ? 0 : 1))),
  };
}

function extremes(curves: readonly Float64Array[]): { lowest: number; smallest: number; highest: number } {
  let lowest = Infinity;
  let smallest = Infinity;
  let highest = 0;
  for (const points of curves) {
    for (let index = 1; index < points.length; index += 2) {
      const cost = points[index];
      if (cost < lowest) lowest = cost;
      if (cost > 0 && cost < smallest) smallest = cost;
      if (cost > highest) highest = cost;
    }
  }
  return { lowest, smallest, highest };
}

/** Ends of a logarithmic cost axis: whole decades, and never less than one. */
function logEnds(lowest: number, smallest: number, highest: number): [number, number] {
  if (!Number.isFinite(smallest)) return [0.1, 1];
  const top = Math.ceil(Math.log10(highest) - 1e-9);
  const foot = Math.floor(Math.log10(smallest) + 1e-9) - (lowest <= 0 ? 1 : 0);
  return [10 ** Math.min(foot, top - 1), 10 ** top];
}

function linearTicks(scale: ScaleContinuousNumeric<number, number>, wanted: number, whole: boolean): Tick[] {
  const ticks = scale.ticks(wanted).filter((value) => !whole || Number.isInteger(value));
  const largest = Math.max(...ticks.map(Math.abs), 0);
  return ticks.map((value) => ({ at: scale(value), label: shortNumber(value, largest), raised: null }));
}

/** The first steps, as far as they are not too close to each other where the tenth is the last. */
const EARLY_STEPS = [0, 1, 2, 3, 5, 7, 9];

/** 0, 1, 10, 100 … on the axis of step + 1; below 10 more of the first steps, so that the axis has an end. */
function stepPowers(lastStep: number, place: (step: number) => number, wanted: number): Tick[] {
  if (lastStep < 10) {
    const early = EARLY_STEPS.filter((step) => step <= lastStep);
    return early.map((step) => ({ at: place(step), label: String(step), raised: null }));
  }
  const top = Math.floor(Math.log10(lastStep));
  const stride = Math.max(1, Math.ceil((top + 1) / wanted));
  const ticks: Tick[] = [{ at: place(0), label: "0", raised: null }];
  for (let power = 0; power <= top; power += stride) {
    const label = power < 4 ? String(10 ** power) : "10";
    ticks.push({ at: place(10 ** power), label, raised: power < 4 ? null : String(power) });
  }
  return ticks;
}

function powersOfTen(
  floor: number,
  ceiling: number,
  scale: ScaleContinuousNumeric<number, number>,
  wanted: number,
): Tick[] {
  const low = Math.round(Math.log10(floor));
  const high = Math.round(Math.log10(ceiling));
  const stride = Math.max(1, Math.ceil((high - low) / wanted));
  const ticks: Tick[] = [];
  for (let power = high; power >= low; power -= stride) {
    const raised = String(power).replace("-", "−");
    ticks.push({ at: scale(10 ** power), label: "10", raised });
  }
  return ticks;
}

function shortNumber(value: number, largest: number): string {
  if (largest >= 1e6) return value === 0 ? "0" : `${Number((value / 1e6).toPrecision(6))} M`;
  if (largest >= 1e4) return value === 0 ? "0" : `${Number((value / 1e3).toPrecision(6))} k`;
  return String(Number(value.toPrecision(6))).replace("-", "−");
}
