import { Inflate } from "fflate/browser";
import type { Result } from "../result.ts";
import { crc32 } from "./crc32.ts";
import { formatSize } from "./limits.ts";
import { refuse } from "./problem.ts";
import type { ZipEntry } from "./zip-directory.ts";

/** Deflated bytes are taken in pieces of this many, each of which becomes at most 33 MB before it is looked at. */
const PIECE = 2 ** 15;

/** An entry's bytes, at most `limit`, exactly as many as it promised and with their checksum. */
export function unpack({ name, method, packed, size, crc }: ZipEntry, limit: number): Result<Uint8Array> {
  if (size > limit) {
    const message = `has ${formatSize(size)}, more than the ${formatSize(limit)} that it may have`;
    return refuse(name, "too-large", message, { max: limit, got: size });
  }
  const bytes = method === "stored" ? packed : inflate(packed, size);
  if (bytes === null || crc32(bytes) !== crc) {
    return refuse(name, "damaged", "is damaged: its bytes are not those that were written");
  }
  return { ok: true, value: bytes };
}

/** Inflates to exactly `size` bytes; null where that is not what comes out. */
function inflate(packed: Uint8Array, size: number): Uint8Array | null {
  const bytes = new Uint8Array(size);
  let length = 0;
  let came = 0;
  const stream = new Inflate((piece) => {
    came = piece.length;
    if (length + came <= size) bytes.set(piece, length);
    length += came;
  });
  try {
    for (let at = 0; at < packed.length; at += PIECE) {
      const last = at + PIECE >= packed.length;
      stream.push(packed.subarray(at, at + PIECE), last);
      // A stream that has ended takes on no more: what follows would pile up.
      if (length > size || (came === 0 && !last)) return null;
    }
  } catch {
    return null;
  }
  return length === size ? bytes : null;
}
