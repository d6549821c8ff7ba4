import { execFileSync } from "node:child_process";
import { deflateRawSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { crc32 } from "../../../core/archive/crc32.ts";
import { pack } from "../../../core/archive/pack.ts";
import { unpack } from "../../../core/archive/unpack.ts";
import { isZip, readDirectory, type ZipEntry } from "../../../core/archive/zip-directory.ts";
import { formatProblem, type Result } from "../../../core/result.ts";
import { valueOf } from "../../support/datasets.ts";
import { rawZip, type RawFile } from "../../support/zip-bytes.ts";

const bytes = Uint8Array.from({ length: 3000 }, (_, i) => i % 7);
const file: RawFile = { name: "a.npy", bytes };
const other: RawFile = { name: "b.npy", bytes: bytes.slice(0, 500) };

/** The contents of every file, or why not. */
function unpackAll(zip: Uint8Array, limit = 1e6): Result<Record<string, Uint8Array>> {
  const directory = readDirectory(zip);
  if (!directory.ok) return directory;
  const contents: Record<string, Uint8Array> = {};
  for (const entry of directory.value) {
    const read = unpack(entry, limit);
    if (!read.ok) return read;
    contents[entry.name] = read.value;
  }
  return { ok: true, value: contents };
}

function complaint(zip: Uint8Array, limit?: number): string {
  const read = unpackAll(zip, limit);
  return read.ok ? "" : read.problems.map(formatProblem).join("\n");
}

const only = (zip: Uint8Array): ZipEntry => valueOf(readDirectory(zip))[0];

describe("a zip", () => {
  it("of this lab is read as it was written, deflated and stored", () => {
    const zip = pack([
      { name: "a.npy", bytes, deflate: true },
      { name: "b.npy", bytes, deflate: false },
    ]);
    expect(isZip(zip)).toBe(true);
    expect(valueOf(readDirectory(zip)).map(({ method }) => method)).toEqual(["deflated", "stored"]);
    expect(valueOf(unpackAll(zip))).toEqual({ "a.npy": bytes, "b.npy": bytes });
  });

  it("is read with a comment behind it, and with bytes that zlib deflated", () => {
    const zip = rawZip([{ ...file, packed: new Uint8Array(deflateRawSync(bytes)) }], {
      comment: "PK\x05\x06 ",
    });
    expect(valueOf(unpackAll(zip))).toEqual({ "a.npy": bytes });
  });

  it("is read from the middle of a larger memory", () => {
    const zip = rawZip([file]);
    const memory = new Uint8Array(zip.length + 20);
    memory.set(zip, 7);
    expect(valueOf(unpackAll(memory.subarray(7, 7 + zip.length)))).toEqual({ "a.npy": bytes });
  });

  it("without files is a zip", () => {
    expect(isZip(rawZip([]))).toBe(true);
    expect(valueOf(readDirectory(rawZip([])))).toEqual([]);
  });

  it("is nothing that begins otherwise", () => {
    for (const text of ["", "PK", "{}", " PK\x03\x04"])
      expect(isZip(new TextEncoder().encode(text))).toBe(false);
  });
});

describe("the checksum", () => {
  it("is the one that everybody computes", () => {
    expect(crc32(new TextEncoder().encode("123456789"))).toBe(0xcbf43926);
    expect(crc32(new Uint8Array(0))).toBe(0);
  });
});

describe("a zip is refused", () => {
  const damaged = "is a zip with a damaged directory";
  it.each<[string, Uint8Array, string]>([
    ["without its end", rawZip([file]).subarray(0, -1), "is a zip without its end"],
    ["with bytes behind its end", new Uint8Array([...rawZip([file]), 0]), "is a zip without its end"],
    ["without a byte in its middle", rawZip([file, other]).filter((_, i) => i !== 40), damaged],
    ["whose directory lies elsewhere", rawZip([file], { start: 3 }), damaged],
    ["with more files than its directory", rawZip([file], { count: 2 }), damaged],
    ["with fewer files than its directory", rawZip([file, other], { count: 1 }), damaged],
    ["with too many files", rawZip([file], { count: 2305 }), "has 2305 files, more than the 2304"],
    ["in several parts", rawZip([file], { disk: 1 }), "is a zip in several parts"],
    ["in zip64", rawZip([file], { count: 0xffff }), "is in the format zip64"],
    ["with a file in zip64", rawZip([{ ...file, size: 0xffffffff }]), "a.npy: is in the format zip64"],
    ["with a path upwards", rawZip([{ ...file, name: "../a.npy" }]), 'has a file named "../a.npy"'],
    ["with a path from the root", rawZip([{ ...file, name: "/etc/passwd" }]), 'a file named "/etc/passwd"'],
    ["with a path of Windows", rawZip([{ ...file, name: "C:\\a.npy" }]), "without folders"],
    ["with a folder", rawZip([{ ...file, name: "run/" }]), 'has a file named "run/"'],
    ["with a name of nothing", rawZip([{ ...file, name: "" }]), 'has a file named ""'],
    ["with a name that hides its end", rawZip([{ ...file, name: "a.npy\0.exe" }]), "without folders"],
    ["with a very long name", rawZip([{ ...file, name: "a".repeat(60_000) }]), "has a file named"],
    ["with a name twice", rawZip([file, { ...other, name: "a.npy" }]), "a.npy: stands in the zip twice"],
    ["that is encrypted", rawZip([{ ...file, flags: 1 }]), "a.npy: is encrypted"],
    ["with another method", rawZip([{ ...file, method: 14 }]), "a.npy: is packed with method 14"],
    ["whose file lies elsewhere", rawZip([{ ...file, offset: 5 }]), "a.npy: does not lie where"],
    ["whose file lies beyond it", rawZip([{ ...file, offset: 0xfffffff0 }]), "a.npy: does not lie where"],
    ["whose file is cut off", rawZip([{ ...file, packedSize: 5000, size: 5000 }]), "a.npy: does not lie"],
    ["with a second name", rawZip([{ ...file, localName: "c.npy" }]), "a.npy: does not lie where"],
    [
      "with files over each other",
      rawZip([file, { ...file, name: "b.npy", localName: "a.npy", offset: 0 }]),
      "does not lie",
    ],
    ["with other bytes", rawZip([{ ...file, crc: 1 }]), "a.npy: is damaged: its bytes are not"],
    ["with fewer bytes than it says", rawZip([{ ...file, size: 3001 }]), "a.npy: is damaged"],
    ["with more bytes than it says", rawZip([{ ...file, size: 2999 }]), "a.npy: is damaged"],
    ["with bytes that are not deflated", rawZip([{ ...file, packed: bytes }]), "a.npy: is damaged"],
    [
      "with nothing deflated",
      rawZip([{ ...file, packed: new Uint8Array(0) }]),
      "a.npy: cannot have the 3000",
    ],
    ["with a stored file of two sizes", rawZip([{ ...file, method: 0, size: 3001 }]), "cannot have the 3001"],
  ])("%s", (_, zip, message) => {
    expect(complaint(zip)).toContain(message);
  });

  it("where a file lies over another that is right by itself", () => {
    // A stored file whose bytes are a whole second entry: the directory names both.
    const inner = rawZip([other]).subarray(0, -(46 + 5 + 22));
    const outer: RawFile = { name: "a.npy", bytes: inner, method: 0 };
    const zip = rawZip([outer, { ...other, offset: 30 + 5 }]);
    expect(complaint(zip)).toContain("b.npy: lies over another file of the zip");
  });
});

describe("a bomb", () => {
  const mebibyte = 2 ** 20;
  const zeros = new Uint8Array(64 * mebibyte);
  const packed = new Uint8Array(deflateRawSync(zeros, { level: 9 }));

  it("that says how large it is takes no memory", () => {
    const zip = rawZip([{ name: "W1.npy", bytes: zeros, packed }]);
    expect(complaint(zip, mebibyte)).toBe("W1.npy: has 64 MiB, more than the 1 MiB that it may have");
  });

  it("that says it is small is given up as soon as it is not", () => {
    const zip = rawZip([{ name: "W1.npy", bytes: zeros, packed, size: 1000 }]);
    expect(complaint(zip)).toContain("W1.npy: is damaged");
  });

  it("of many files is refused for all of them together", () => {
    const files = Array.from({ length: 20 }, (_, i) => ({ name: `W${i}.npy`, bytes: zeros, packed, crc: 0 }));
    expect(complaint(rawZip(files), 65 * mebibyte)).toContain(
      "would be 1280 MiB unpacked, more than the 640 MiB",
    );
  });

  it("that is more than deflate can do is refused unpacked", () => {
    const zip = rawZip([{ ...file, size: 2 ** 31 }]);
    expect(complaint(zip, 2 ** 32)).toContain("a.npy: cannot have the 2147483648 bytes that it promises");
  });

  it("of bytes behind a stream that has ended is given up", () => {
    const tail = new Uint8Array(16 * mebibyte);
    const stream = new Uint8Array(deflateRawSync(bytes));
    const long = new Uint8Array(stream.length + tail.length);
    long.set(stream);
    expect(complaint(rawZip([{ ...file, packed: long }]))).toContain("a.npy: is damaged");
  });
});

describe("unpack", () => {
  it("takes a limit that is met, and an empty file", () => {
    expect(unpack(only(rawZip([file])), 3000)).toEqual({ ok: true, value: bytes });
    expect(unpack(only(rawZip([{ ...file, bytes: new Uint8Array(0) }])), 0)).toMatchObject({ ok: true });
  });
});

describe("other packers", () => {
  const python = ["/usr/bin/python3"].find((path) => {
    try {
      execFileSync(path, ["--version"], { stdio: "ignore" });
      return true;
    } catch {
      return false;
    }
  });

  it.skipIf(python === undefined)(
    `write what is read, too${python ? "" : " (left out: no Python here)"}`,
    () => {
      const script =
        "import io, sys, zipfile\n" +
        "file = io.BytesIO()\n" +
        "zip = zipfile.ZipFile(file, 'w', zipfile.ZIP_DEFLATED)\n" +
        "with zip.open('a.npy', 'w', force_zip64=True) as entry: entry.write(b'\\1\\2\\3' * 1000)\n" +
        "zip.close()\n" +
        "sys.stdout.buffer.write(file.getvalue())";
      const zip = execFileSync(python!, ["-c", script]);
      expect(valueOf(unpackAll(new Uint8Array(zip)))["a.npy"].subarray(0, 4)).toEqual(
        Uint8Array.of(1, 2, 3, 1),
      );
    },
  );
});
