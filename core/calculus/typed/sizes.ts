/** One of a shape's two sizes while shapes are inferred: a number, or not known yet, or the same as another. */
export interface SizeTerm {
  /** The term it was found to be equal to. */
  link: SizeTerm | null;
  value: number | null;
}

/** A size that is 1 wherever it occurs. */
export function fixedSize(value: number): SizeTerm {
  return { link: null, value };
}

/** A size that nothing is known about. */
export function unknownSize(): SizeTerm {
  return { link: null, value: null };
}

/** The term that stands for all that are equal to this one. */
export function rootOf(term: SizeTerm): SizeTerm {
  let root = term;
  while (root.link !== null) root = root.link;
  return root;
}

/** Makes two sizes equal; false, and nothing changed, where they are different numbers. */
export function unify(a: SizeTerm, b: SizeTerm): boolean {
  const [first, second] = [rootOf(a), rootOf(b)];
  if (first === second) return true;
  if (first.value !== null && second.value !== null) return first.value === second.value;
  if (first.value === null) first.link = second;
  else second.link = first;
  return true;
}

/** What one axis of an elementwise operation says: a and b are equal or one of them is 1; `out` is the other. */
interface Broadcast {
  readonly a: SizeTerm;
  readonly b: SizeTerm;
  readonly out: SizeTerm;
  /** Called where a and b turn out to be different numbers. */
  readonly fail: () => void;
}

/**
 * The broadcasts of an expression. One whose sizes are not known waits for what other operations say of
 * them, since 1 broadcasts and any other number does not; in the end, what is still not known is equal.
 */
export class Broadcasts {
  #waiting: Broadcast[] = [];

  /** The size that a and b make together along one axis. */
  combine(a: SizeTerm, b: SizeTerm, fail: () => void): SizeTerm {
    const one: Broadcast = { a, b, out: unknownSize(), fail };
    if (!decide(one)) this.#waiting.push(one);
    return one.out;
  }

  /** Decides what can be decided by now. */
  settle(): void {
    for (let before = Infinity; this.#waiting.length < before;) {
      before = this.#waiting.length;
      this.#waiting = this.#waiting.filter((one) => !decide(one));
    }
  }

  /** Decides everything: sizes of which nothing says that they are 1 are equal. */
  finish(): void {
    for (this.settle(); this.#waiting.length > 0; this.settle()) {
      const [first, ...rest] = this.#waiting;
      this.#waiting = rest;
      if (!unify(first.a, first.b) || !unify(first.out, first.a)) first.fail();
    }
  }
}

/** Whether all that one broadcast says has been put into its sizes. */
function decide({ a, b, out, fail }: Broadcast): boolean {
  const [left, right, result] = [rootOf(a), rootOf(b), rootOf(out)];
  const one = left.value === 1 ? right : right.value === 1 || left === right ? left : null;
  if (one !== null) {
    if (!unify(out, one)) fail();
    return true;
  }
  if (left.value !== null && right.value !== null) {
    if (left.value !== right.value || !unify(out, left)) fail();
    return true;
  }
  if (result.value === 1) {
    if (!unify(a, b) || !unify(a, out)) fail();
    return true;
  }
  // One of them is that number, the other the same or 1: the result is known, the other waits.
  const known = left.value ?? right.value;
  if (known !== null && result.value === null) unify(out, left.value === null ? right : left);
  return false;
}
