import { deflateSync } from "fflate/browser";
import { crc32 } from "../../core/archive/crc32.ts";

/** A file of a zip that is put together byte by byte; whatever is given is written, right or wrong. */
export interface RawFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly method?: number;
  readonly flags?: number;
  /** What the directory says instead of the truth. */
  readonly size?: number;
  readonly packedSize?: number;
  readonly crc?: number;
  readonly offset?: number;
  readonly localName?: string;
  /** The bytes as they lie in the zip. */
  readonly packed?: Uint8Array;
}

/** Changes to the end of a zip. */
export interface RawEnd {
  readonly count?: number;
  readonly start?: number;
  readonly disk?: number;
  readonly comment?: string;
}

/** A zip of files that need not be what they say. */
export function rawZip(files: readonly RawFile[], end: RawEnd = {}): Uint8Array {
  const locals: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const file of files) {
    const { name, bytes, method = 8, flags = 0 } = file;
    const packed = file.packed ?? (method === 8 ? deflateSync(bytes) : bytes);
    const numbers = {
      crc: file.crc ?? crc32(bytes),
      packedSize: file.packedSize ?? packed.length,
      size: file.size ?? bytes.length,
    };
    const local = header(0x04034b50, 20, flags, method, numbers, file.localName ?? name, null);
    const entry = header(0x02014b50, 20, flags, method, numbers, name, file.offset ?? offset);
    locals.push(local, packed);
    directory.push(entry);
    offset += local.length + packed.length;
  }
  const length = directory.reduce((sum, entry) => sum + entry.length, 0);
  const { count = files.length, start = offset, disk = 0, comment = "" } = end;
  const last = new DataView(new ArrayBuffer(22));
  last.setUint32(0, 0x06054b50, true);
  last.setUint16(4, disk, true);
  last.setUint16(8, count, true);
  last.setUint16(10, count, true);
  last.setUint32(12, length, true);
  last.setUint32(16, start, true);
  last.setUint16(20, comment.length, true);
  return join([...locals, ...directory, new Uint8Array(last.buffer), latin(comment)]);
}

function header(
  signature: number,
  version: number,
  flags: number,
  method: number,
  { crc, packedSize, size }: { readonly crc: number; readonly packedSize: number; readonly size: number },
  name: string,
  offset: number | null,
): Uint8Array {
  const central = offset !== null;
  const view = new DataView(new ArrayBuffer(central ? 46 : 30));
  view.setUint32(0, signature, true);
  const at = central ? 6 : 4;
  if (central) view.setUint16(4, version, true);
  view.setUint16(at, version, true);
  view.setUint16(at + 2, flags, true);
  view.setUint16(at + 4, method, true);
  view.setUint32(at + 10, crc, true);
  view.setUint32(at + 14, packedSize, true);
  view.setUint32(at + 18, size, true);
  view.setUint16(at + 22, name.length, true);
  if (central) view.setUint32(42, offset, true);
  return join([new Uint8Array(view.buffer), latin(name)]);
}

function latin(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
