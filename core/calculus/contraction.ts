import type { Index } from "./expression.ts";

/** Numbers with named axes, row-major in the order of `indices`. */
export interface Labelled {
  readonly indices: readonly Index[];
  readonly values: Float64Array;
}

/** A place more than this would be too much for a page. */
const MOST_NUMBERS = 2 ** 26;

/**
 * Σ over all indices that are not free of the product of all factors: what Einstein's convention says, in
 * numbers. Summed indices are taken one after the other, the cheapest first.
 *
 * @throws RangeError if an intermediate result would hold more than 2²⁶ numbers.
 */
export function contract(
  factors: readonly Labelled[],
  free: readonly Index[],
  coefficient: number,
): Labelled {
  let left = factors.map(takeDiagonals);
  const isFree = (letter: string): boolean => free.some((index) => index.letter === letter);
  for (;;) {
    const summed = new Map<string, Index>();
    for (const { indices } of left) {
      for (const index of indices) if (!isFree(index.letter)) summed.set(index.letter, index);
    }
    let best: { readonly index: Index; readonly cost: number } | null = null;
    for (const index of summed.values()) {
      const cost = unionOf(left.filter((one) => has(one, index.letter))).reduce(
        (product, { size }) => product * size,
        1,
      );
      if (best === null || cost < best.cost) best = { index, cost };
    }
    if (best === null) break;
    const { letter } = best.index;
    const joined = left.filter((one) => has(one, letter));
    const kept = unionOf(joined).filter((index) => index.letter !== letter);
    const pair = mergeInside(joined);
    left = [...left.filter((one) => !joined.includes(one)), multiplyAndSum(pair, kept, [best.index])];
  }
  const result = multiplyAndSum(left, free, []);
  const { values } = result;
  for (let i = 0; i < values.length; i++) values[i] *= coefficient;
  return result;
}

function has({ indices }: Labelled, letter: string): boolean {
  return indices.some((index) => index.letter === letter);
}

function unionOf(factors: readonly Labelled[]): Index[] {
  const found = new Map<string, Index>();
  for (const { indices } of factors) for (const index of indices) found.set(index.letter, index);
  return [...found.values()];
}

/** Multiplies every factor whose axes another one has, too, into that one: fewer factors for the sum to go over. */
function mergeInside(factors: readonly Labelled[]): readonly Labelled[] {
  if (factors.length < 3) return factors;
  for (const inner of factors) {
    const outer = factors.find(
      (one) => one !== inner && inner.indices.every(({ letter }) => has(one, letter)),
    );
    if (outer === undefined) continue;
    const merged = multiplyAndSum([outer, inner], outer.indices, []);
    return mergeInside([...factors.filter((one) => one !== inner && one !== outer), merged]);
  }
  return factors;
}

/** U_ii as the vector of its diagonal. */
function takeDiagonals(labelled: Labelled): Labelled {
  const { indices } = labelled;
  const distinct = unionOf([labelled]);
  if (distinct.length === indices.length) return labelled;
  return multiplyAndSum([labelled], distinct, []);
}

/** out[kept] = Σ_summed Π factors, by counting through all places. */
function multiplyAndSum(
  factors: readonly Labelled[],
  kept: readonly Index[],
  summed: readonly Index[],
): Labelled {
  const axes = longestLast([...kept, ...summed]);
  const size = kept.reduce((product, index) => product * index.size, 1);
  if (size > MOST_NUMBERS)
    throw new RangeError(`an expression of ${size} numbers is too large to be computed`);
  const values = new Float64Array(size);
  if (axes.some((axis) => axis.size === 0)) return { indices: kept, values };
  const strides = factors.map(({ indices }) => axes.map(({ letter }) => strideOf(indices, letter)));
  const outer = axes.length - 1;
  const inner = outer >= 0 ? axes[outer].size : 1;
  const counter = new Int32Array(Math.max(0, outer));
  const offsets = new Int32Array(factors.length);
  const arrays = factors.map(({ values: own }) => own);
  const steps = strides.map((own) => (outer >= 0 ? own[outer] : 0));
  const outStrides = axes.map(({ letter }) => strideOf(kept, letter));
  const outStep = outer >= 0 ? outStrides[outer] : 0;
  let out = 0;
  for (;;) {
    if (arrays.length === 2) {
      addProducts(
        values,
        out,
        outStep,
        arrays[0],
        offsets[0],
        steps[0],
        arrays[1],
        offsets[1],
        steps[1],
        inner,
      );
    } else {
      for (let k = 0, at = out; k < inner; k++, at += outStep) {
        let product = 1;
        for (let f = 0; f < arrays.length; f++) product *= arrays[f][offsets[f] + k * steps[f]];
        values[at] += product;
      }
    }
    let axis = outer - 1;
    for (; axis >= 0; axis--) {
      counter[axis]++;
      out += outStrides[axis];
      for (let f = 0; f < offsets.length; f++) offsets[f] += strides[f][axis];
      if (counter[axis] < axes[axis].size) break;
      out -= outStrides[axis] * axes[axis].size;
      for (let f = 0; f < offsets.length; f++) offsets[f] -= strides[f][axis] * axes[axis].size;
      counter[axis] = 0;
    }
    if (axis < 0) return { indices: kept, values };
  }
}

/** The longest axis is gone through innermost. */
function longestLast(axes: readonly Index[]): readonly Index[] {
  const longest = axes.reduce((most, { size }) => Math.max(most, size), 0);
  const at = axes.findLastIndex(({ size }) => size === longest);
  return at === -1 ? axes : [...axes.slice(0, at), ...axes.slice(at + 1), axes[at]];
}

/** out[k · outStep] += a[k · aStep] · b[k · bStep] for `count` k, each from its own start. */
function addProducts(
  out: Float64Array,
  outStart: number,
  outStep: number,
  a: Float64Array,
  aStart: number,
  aStep: number,
  b: Float64Array,
  bStart: number,
  bStep: number,
  count: number,
): void {
  for (
    let k = 0, o = outStart, p = aStart, q = bStart;
    k < count;
    k++, o += outStep, p += aStep, q += bStep
  ) {
    out[o] += a[p] * b[q];
  }
}

/** How far one step along an index goes; the sum of both axes' where it stands twice. */
function strideOf(indices: readonly Index[], letter: string): number {
  let stride = 1;
  let total = 0;
  for (let axis = indices.length - 1; axis >= 0; axis--) {
    if (indices[axis].letter === letter) total += stride;
    stride *= indices[axis].size;
  }
  return total;
}
