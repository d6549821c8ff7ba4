/** How many 32-bit words the generator holds. */
export const KEY_LENGTH = 624;

/**
 * MT19937 (Matsumoto and Nishimura 1998): 32-bit words with period 2^19937 − 1, the generator under
 * `np.random.RandomState`.
 */
export class MersenneTwister {
  readonly #key: Uint32Array;
  #position: number;

  private constructor(key: Uint32Array, position: number) {
    this.#key = key;
    this.#position = position;
  }

  /** Knuth's recurrence from one word, as `init_genrand` and NumPy's legacy seeding with a whole number. */
  static seeded(seed: number): MersenneTwister {
    const key = new Uint32Array(KEY_LENGTH);
    key[0] = seed;
    for (let i = 1; i < KEY_LENGTH; i++) {
      const previous = key[i - 1];
      key[i] = Math.imul(1812433253, previous ^ (previous >>> 30)) + i;
    }
    return new MersenneTwister(key, KEY_LENGTH);
  }

  /** A generator that goes on where one with this key and position stood; the key is copied. */
  static restored(key: ArrayLike<number>, position: number): MersenneTwister {
    return new MersenneTwister(Uint32Array.from(key), position);
  }

  /** The 624 words; a copy. */
  key(): number[] {
    // Array.from goes through an iterator, ten times slower: a training keeps many of these.
    const words: number[] = [];
    for (let i = 0; i < KEY_LENGTH; i++) words.push(this.#key[i]);
    return words;
  }

  /** Which word comes next, 0 … 624. */
  position(): number {
    return this.#position;
  }

  /** Takes over another generator's place. */
  copyFrom(other: MersenneTwister): void {
    this.#key.set(other.#key);
    this.#position = other.#position;
  }

  /** The next word, 0 … 2³²−1. */
  nextWord(): number {
    if (this.#position === KEY_LENGTH) this.#refill();
    let word = this.#key[this.#position++];
    word ^= word >>> 11;
    word ^= (word << 7) & 0x9d2c5680;
    word ^= (word << 15) & 0xefc60000;
    return (word ^ (word >>> 18)) >>> 0;
  }

  /** The next double in [0, 1): 53 bits out of two words. */
  nextDouble(): number {
    const high = this.nextWord() >>> 5;
    const low = this.nextWord() >>> 6;
    return (high * 67108864 + low) / 9007199254740992;
  }

  #refill(): void {
    const key = this.#key;
    for (let i = 0; i < KEY_LENGTH; i++) {
      const next = key[i + 1 < KEY_LENGTH ? i + 1 : 0];
      const far = key[i + 397 < KEY_LENGTH ? i + 397 : i - 227];
      const mixed = (key[i] & 0x80000000) | (next & 0x7fffffff);
      key[i] = far ^ (mixed >>> 1) ^ (mixed & 1 ? 0x9908b0df : 0);
    }
    this.#position = 0;
  }
}
