/** Writes what structured clone can copy as text, and reads it again. */
export interface Codec {
  encode(value: unknown): string;
  decode(text: string): unknown;
}

/**
 * Makes the codec for both ends of the wire. DevTools carries text only, so bytes go as base64, each buffer
 * once, and what occurs twice is one object again at the other end. It refers to nothing outside itself:
 * its source is put into the page.
 */
export function createCodec(): Codec {
  const tags = {
    undefined: "u",
    number: "n",
    bigint: "i",
    again: "r",
    buffer: "b",
    view: "v",
    date: "d",
    map: "m",
    set: "s",
    error: "e",
    array: "a",
    object: "o",
  };

  function toBase64(bytes: Uint8Array): string {
    let binary = "";
    for (let at = 0; at < bytes.length; at += 0x8000) {
      binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
    }
    return btoa(binary);
  }

  function fromBase64(text: string): ArrayBuffer {
    const binary = atob(text);
    const bytes = new Uint8Array(binary.length);
    for (let at = 0; at < bytes.length; at++) bytes[at] = binary.charCodeAt(at);
    return bytes.buffer;
  }

  function encode(value: unknown): string {
    const seen = new Map<object, number>();
    const write = (part: unknown): unknown => {
      if (part === null || typeof part === "string" || typeof part === "boolean") return part;
      if (part === undefined) return [tags.undefined];
      if (typeof part === "bigint") return [tags.bigint, String(part)];
      if (typeof part === "number") {
        const plain = Number.isFinite(part) && !Object.is(part, -0);
        return plain ? part : [tags.number, Object.is(part, -0) ? "-0" : String(part)];
      }
      if (typeof part !== "object") throw new Error("An object could not be cloned.");
      const known = seen.get(part);
      if (known !== undefined) return [tags.again, known];
      seen.set(part, seen.size);
      if (part instanceof ArrayBuffer) return [tags.buffer, toBase64(new Uint8Array(part))];
      if (ArrayBuffer.isView(part)) {
        const length = "length" in part ? part.length : part.byteLength;
        return [tags.view, part[Symbol.toStringTag as never], write(part.buffer), part.byteOffset, length];
      }
      if (part instanceof Date) return [tags.date, write(part.getTime())];
      if (part instanceof Map) return [tags.map, [...part].map(([key, item]) => [write(key), write(item)])];
      if (part instanceof Set) return [tags.set, [...part].map(write)];
      if (part instanceof Error) return [tags.error, part.name, part.message];
      if (Array.isArray(part)) return [tags.array, part.map(write)];
      return [tags.object, Object.entries(part).map(([key, item]) => [key, write(item)])];
    };
    return JSON.stringify(write(value));
  }

  function decode(text: string): unknown {
    const seen: object[] = [];
    const keep = <T extends object>(made: T): T => {
      seen.push(made);
      return made;
    };
    const read = (part: unknown): unknown => {
      if (!Array.isArray(part)) return part;
      const [tag, first, second, third, fourth] = part as [string, ...unknown[]];
      const pairs = (): [unknown, unknown][] => first as [unknown, unknown][];
      switch (tag) {
        case tags.undefined:
          return undefined;
        case tags.bigint:
          return BigInt(first as string);
        case tags.number:
          return Number(first);
        case tags.again:
          return seen[first as number];
        case tags.buffer:
          return keep(fromBase64(first as string));
        case tags.view: {
          const place = seen.push({}) - 1;
          const make = (globalThis as unknown as Record<string, new (...from: unknown[]) => object>)[
            first as string
          ];
          seen[place] = new make(read(second), third, fourth);
          return seen[place];
        }
        case tags.date:
          return keep(new Date(read(first) as number));
        case tags.map: {
          const map = keep(new Map());
          for (const [key, item] of pairs()) map.set(read(key), read(item));
          return map;
        }
        case tags.set: {
          const set = keep(new Set());
          for (const item of first as unknown[]) set.add(read(item));
          return set;
        }
        case tags.error:
          return keep(Object.assign(new Error(second as string), { name: first }));
        case tags.array: {
          const array = keep([] as unknown[]);
          for (const item of first as unknown[]) array.push(read(item));
          return array;
        }
        default: {
          const object = keep({} as Record<string, unknown>);
          for (const [key, item] of pairs()) {
            const value = read(item);
            Object.defineProperty(object, key as string, {
              value,
              writable: true,
              enumerable: true,
              configurable: true,
            });
          }
          return object;
        }
      }
    };
    return read(JSON.parse(text));
  }

  return { encode, decode };
}
