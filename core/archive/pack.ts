import { zipSync, type Zippable } from "fflate/browser";

/** A file to be put into a zip. */
export interface PackedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Whether deflating is worth its time: weights have no pattern in their digits. */
  readonly deflate: boolean;
}

/** Deflating more takes seconds. */
const LARGE = 8 * 2 ** 20;
/** Zip knows no time before 1980; without a time zone it is the same everywhere. */
const LONG_AGO = "1980-01-01T00:00:00";

/** A zip of these files, in this order; the same files make the same bytes. */
export function pack(files: readonly PackedFile[]): Uint8Array {
  const contents: Zippable = {};
  for (const { name, bytes, deflate } of files) {
    contents[name] = [bytes, { level: deflate && bytes.length <= LARGE ? 6 : 0 }];
  }
  return zipSync(contents, { mtime: LONG_AGO });
}
