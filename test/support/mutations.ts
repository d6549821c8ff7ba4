import fc from "fast-check";
import { strFromU8, strToU8 } from "fflate/browser";
import { writeNpy } from "../../core/archive/npy.ts";
import { packFiles, unpackFiles, type Files } from "./archives.ts";

/** One way to spoil a file; what it gives need not be spoiled at all. */
type Mutation = (bytes: Uint8Array) => Uint8Array;

const byte = fc.nat(255);
/** A place as a share of the length, so that it shrinks and fits every file. */
const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const at = (share: number, length: number): number => Math.floor(share * length);

const changeByte = fc.tuple(place, byte).map(
  ([share, value]): Mutation =>
    (bytes) =>
      bytes.length === 0 ? bytes : bytes.with(at(share, bytes.length), value),
);
const cutOff = place.map(
  (share): Mutation =>
    (bytes) =>
      bytes.slice(0, at(share, bytes.length)),
);
const leaveOut = fc
  .tuple(place, fc.integer({ min: 1, max: 40 }))
  .map(([share, length]): Mutation => (bytes) => {
    const from = at(share, bytes.length);
    return new Uint8Array([...bytes.subarray(0, from), ...bytes.subarray(from + length)]);
  });
const putIn = fc
  .tuple(place, fc.uint8Array({ minLength: 1, maxLength: 40 }))
  .map(([share, more]): Mutation => (bytes) => {
    const from = at(share, bytes.length);
    return new Uint8Array([...bytes.subarray(0, from), ...more, ...bytes.subarray(from)]);
  });
const changeWord = fc
  .tuple(place, fc.constantFrom(0, 1, 0xffff, 0x7fffffff, 0xfffffffe, 0xffffffff))
  .map(([share, word]): Mutation => (bytes) => {
    if (bytes.length < 4) return bytes;
    const changed = bytes.slice();
    new DataView(changed.buffer).setUint32(at(share, bytes.length - 3), word, true);
    return changed;
  });

/** Any bytes for other bytes: what a bad disk or a bad wire does. */
const spoilBytes: fc.Arbitrary<Mutation> = fc
  .array(fc.oneof(changeByte, changeByte, cutOff, leaveOut, putIn, changeWord), {
    minLength: 1,
    maxLength: 4,
  })
  .map((mutations) => (bytes) => mutations.reduce((spoiled, mutate) => mutate(spoiled), bytes));

/** Whatever somebody's own program might write into a JSON file. */
const oddValues: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(null, true, [], {}, "", "full", -1, 0, 0.5, 1, 2, 4, 1e9, 2 ** 53, 1e308, -1e-320),
  fc.constantFrom([[]], [null], [[0]], [[1, 2, 3]], [1, 2, 3], { kind: "sgd" }, { formula: "x*x" }),
  fc.jsonValue({ maxDepth: 2 }),
);

/** The values inside a JSON value that can be replaced, as setters. */
function handles(value: unknown): ((replacement: unknown) => void)[] {
  if (typeof value !== "object" || value === null) return [];
  const holder = value as Record<string, unknown>;
  const keys = Object.keys(holder);
  // Long lists of numbers would hide everything else.
  const chosen = keys.length > 12 ? [...keys.slice(0, 4), ...keys.slice(-2)] : keys;
  return chosen.flatMap((key) => {
    const set = (replacement: unknown): void => {
      if (replacement !== undefined) holder[key] = replacement;
      else if (Array.isArray(value)) value.splice(Number(key), 1);
      else delete holder[key];
    };
    return [set, ...handles(holder[key])];
  });
}

/** One of the texts with a value replaced or left out, in a zip that is right. */
const spoilJson: fc.Arbitrary<Mutation> = fc
  .tuple(
    place,
    fc.array(fc.tuple(place, fc.option(oddValues, { nil: undefined })), { minLength: 1, maxLength: 2 }),
  )
  .map(
    ([which, changes]) =>
      (bytes) =>
        inside(bytes, (files) => {
          const names = Object.keys(files).filter((one) => one.endsWith(".json"));
          const name = names[at(which, names.length)];
          const value = JSON.parse(strFromU8(files[name])) as unknown;
          for (const [share, replacement] of changes) {
            const all = handles(value);
            all[at(share, all.length)]?.(structuredClone(replacement));
          }
          return { ...files, [name]: strToU8(JSON.stringify(value)) };
        }),
  );

/** One of the files with its bytes spoiled, in a zip that is right. */
const spoilFile: fc.Arbitrary<Mutation> = fc.tuple(place, spoilBytes).map(
  ([share, mutate]) =>
    (bytes) =>
      inside(bytes, (files) => {
        const names = Object.keys(files);
        const name = names[at(share, names.length)];
        return { ...files, [name]: mutate(files[name]) };
      }),
);

const numbers = fc.double();

/** One of the arrays with other numbers or another shape. */
const spoilArray: fc.Arbitrary<Mutation> = fc
  .tuple(place, fc.array(fc.nat(6), { maxLength: 3 }), numbers, fc.boolean())
  .map(
    ([share, shape, number, keep]) =>
      (bytes) =>
        inside(bytes, (files) => {
          const names = Object.keys(files).filter((name) => name.endsWith(".npy"));
          const name = names[at(share, names.length)];
          if (keep) {
            const changed = files[name].slice();
            const { length } = changed;
            new DataView(changed.buffer).setFloat64(
              length - 8 * (1 + at(share, (length - 128) / 8)),
              number,
              true,
            );
            return { ...files, [name]: changed };
          }
          const values = new Float64Array(shape.reduce((product, length) => product * length, 1)).fill(
            number,
          );
          return { ...files, [name]: writeNpy({ shape, values }) };
        }),
  );

/** A file left out, or one of another experiment's in its place. */
function swapFiles(other: Uint8Array): fc.Arbitrary<Mutation> {
  return fc.tuple(place, fc.boolean()).map(
    ([share, leave]) =>
      (bytes) =>
        inside(bytes, (files) => {
          const names = Object.keys({ ...files, ...unpackFiles(other) });
          const name = names[at(share, names.length)];
          const { [name]: _, ...rest } = files;
          return leave
            ? rest
            : { ...rest, ...(unpackFiles(other)[name] && { [name]: unpackFiles(other)[name] }) };
        }),
  );
}

function inside(bytes: Uint8Array, change: (files: Files) => Files): Uint8Array {
  return packFiles(change(unpackFiles(bytes)));
}

/** Any of these files, spoiled in any of these ways. */
export function spoiledFiles(files: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> {
  const mutations = fc.oneof(
    { weight: 3, arbitrary: spoilBytes },
    { weight: 8, arbitrary: spoilJson },
    { weight: 2, arbitrary: spoilFile },
    { weight: 2, arbitrary: spoilArray },
    { weight: 1, arbitrary: swapFiles(files[files.length - 1]) },
  );
  return fc.tuple(fc.constantFrom(...files), mutations).map(([bytes, mutate]) => mutate(bytes));
}
