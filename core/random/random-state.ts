import { Matrix } from "../matrix/matrix.ts";
import { logarithm } from "../functions/logarithm.ts";
import { KEY_LENGTH, MersenneTwister } from "./mersenne-twister.ts";

/** A generator's whole state as plain JSON: `RandomState.get_state()` in NumPy. */
export interface RandomSnapshot {
  /** 624 words, each 0 … 2³²−1. */
  readonly key: readonly number[];
  /** Which of them comes next, 0 … 624. */
  readonly position: number;
  /** The second value of the last pair of normal draws, not handed out yet, or null. */
  readonly gauss: number | null;
}

/**
 * The legacy generator `np.random.RandomState`: the same seed draws the same numbers, bit for bit.
 *
 * NumPy froze these draws (NEP 19); the sources are numpy/random/mtrand.pyx, legacy-distributions.c and
 * distributions.c. Matrices are filled row by row.
 */
export class RandomState {
  #words: MersenneTwister;
  #gauss: number | null = null;

  /**
   * `np.random.RandomState(seed)`.
   *
   * @throws RangeError in NumPy's words unless the seed is a whole number from 0 to 2³²−1.
   */
  constructor(seed: number) {
    if (!Number.isInteger(seed) || seed < 0 || seed > 0xffffffff) {
      throw new RangeError("Seed must be between 0 and 2**32 - 1");
    }
    this.#words = MersenneTwister.seeded(seed);
  }

  /**
   * The generator that made the snapshot, at the same place.
   *
   * @throws RangeError if it is not a snapshot; ask `isRandomSnapshot` about one that comes from a file.
   */
  static restore(snapshot: RandomSnapshot): RandomState {
    if (!isRandomSnapshot(snapshot)) throw new RangeError("not a snapshot of a RandomState");
    const random = new RandomState(0);
    random.#words = MersenneTwister.restored(snapshot.key, snapshot.position);
    random.#gauss = snapshot.gauss;
    return random;
  }

  /** The state as it is now. */
  snapshot(): RandomSnapshot {
    return { key: this.#words.key(), position: this.#words.position(), gauss: this.#gauss };
  }

  /** Takes over another generator's state; allocates nothing. */
  copyFrom(other: RandomState): void {
    this.#words.copyFrom(other.#words);
    this.#gauss = other.#gauss;
  }

  /** `rand(rows, columns)`: uniform in [0, 1). */
  rand(rows: number, columns: number): Matrix {
    return this.#fill(rows, columns, () => this.#words.nextDouble());
  }

  /** `uniform(low, high, (rows, columns))`: low + (high − low)·rand, in [low, high). */
  uniform(low: number, high: number, rows: number, columns: number): Matrix {
    const range = high - low;
    return this.#fill(rows, columns, () => low + range * this.#words.nextDouble());
  }

  /** `randn(rows, columns)`: normal with mean 0 and standard deviation 1. */
  randn(rows: number, columns: number): Matrix {
    return this.#fill(rows, columns, () => this.#nextGauss());
  }

  /** `normal(mean, sd, (rows, columns))`: mean + sd·randn. */
  normal(mean: number, sd: number, rows: number, columns: number): Matrix {
    return this.#fill(rows, columns, () => mean + sd * this.#nextGauss());
  }

  /**
   * `randint(low, high, (rows, columns))`: whole numbers low … high−1, equally likely.
   *
   * @throws RangeError in NumPy's words unless low < high; also if they are not safe whole numbers.
   */
  randint(low: number, high: number, rows: number, columns: number): Matrix {
    const largest = high - 1 - low;
    if (![low, high, largest].every(Number.isSafeInteger)) {
      throw new RangeError(`randint takes whole numbers up to 2**53 - 1, not ${low} and ${high}`);
    }
    if (largest < 0) throw new RangeError("low >= high");
    return this.#fill(rows, columns, () => low + this.#nextUpTo(largest));
  }

  /**
   * `permutation(n)`: 0 … n−1 in random order, written to `out` if it is given (the epoch's loop reuses it).
   *
   * @throws RangeError if `out` does not hold n numbers.
   */
  permutation(n: number, out: Uint32Array = new Uint32Array(n)): Uint32Array {
    if (out.length !== n) throw new RangeError(`a permutation of ${n} does not fit ${out.length} places`);
    for (let i = 0; i < n; i++) out[i] = i;
    for (let i = n - 1; i > 0; i--) {
      const j = this.#nextUpTo(i);
      const moved = out[i];
      out[i] = out[j];
      out[j] = moved;
    }
    return out;
  }

  #fill(rows: number, columns: number, draw: () => number): Matrix {
    const matrix = new Matrix(rows, columns);
    const values = matrix.values;
    for (let position = 0; position < values.length; position++) values[position] = draw();
    return matrix;
  }

  /** `legacy_gauss`: Marsaglia's polar method, which makes two normal values at a time and keeps one. */
  #nextGauss(): number {
    if (this.#gauss !== null) {
      const kept = this.#gauss;
      this.#gauss = null;
      return kept;
    }
    for (;;) {
      const x1 = 2 * this.#words.nextDouble() - 1;
      const x2 = 2 * this.#words.nextDouble() - 1;
      const r2 = x1 * x1 + x2 * x2;
      if (r2 >= 1 || r2 === 0) continue;
      const f = Math.sqrt((-2 * logarithm(r2)) / r2);
      this.#gauss = f * x1;
      return f * x2;
    }
  }

  /**
   * A whole number 0 … largest by masked rejection, `random_interval` and the legacy `randint`: words are
   * cut to the bits of `largest` and thrown away while too large. Beyond 32 bits, two words make one draw.
   */
  #nextUpTo(largest: number): number {
    if (largest === 0) return 0;
    if (largest <= 0xffffffff) {
      const mask = 0xffffffff >>> Math.clz32(largest);
      for (;;) {
        const value = (this.#words.nextWord() & mask) >>> 0;
        if (value <= largest) return value;
      }
    }
    const mask = 0xffffffff >>> Math.clz32(Math.floor(largest / 0x100000000));
    for (;;) {
      const high = (this.#words.nextWord() & mask) >>> 0;
      const value = high * 0x100000000 + this.#words.nextWord();
      if (value <= largest) return value;
    }
  }
}

/** Whether a value read from a file is a generator's state. */
export function isRandomSnapshot(value: unknown): value is RandomSnapshot {
  if (typeof value !== "object" || value === null) return false;
  const { key, position, gauss } = value as Partial<Record<keyof RandomSnapshot, unknown>>;
  return (
    Array.isArray(key) &&
    key.length === KEY_LENGTH &&
    key.every((word) => isWhole(word, 0xffffffff)) &&
    isWhole(position, KEY_LENGTH) &&
    (gauss === null || (typeof gauss === "number" && Number.isFinite(gauss)))
  );
}

function isWhole(value: unknown, most: number): boolean {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= most;
}
