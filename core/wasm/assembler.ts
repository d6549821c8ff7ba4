/*
 * A small assembler for WebAssembly: the part of the binary format (WebAssembly Core Specification 2.0,
 * chapter 5, with 128-bit vectors) that kernels on float64 need. Programs that write code may use loops and
 * functions of their own, so that unrolled code stays readable.
 */

/** What a local or an argument holds. */
export type ValueType = "i32" | "f64" | "v128";

const valueTypes: Readonly<Record<ValueType, number>> = { i32: 0x7f, f64: 0x7c, v128: 0x7b };

/** A local of one function, arguments included. */
export interface Local {
  readonly index: number;
  readonly type: ValueType;
}

/** Instructions without arguments, by the names of the specification's text format. */
const plain = {
  "i32.eqz": [0x45],
  "i32.eq": [0x46],
  "i32.lt_u": [0x49],
  "i32.gt_u": [0x4b],
  "i32.le_u": [0x4d],
  "i32.ge_u": [0x4f],
  "i32.add": [0x6a],
  "i32.sub": [0x6b],
  "i32.mul": [0x6c],
  "i32.and": [0x71],
  "i32.or": [0x72],
  "i32.shl": [0x74],
  "i32.shr_u": [0x76],
  "f64.eq": [0x61],
  "f64.ne": [0x62],
  "f64.lt": [0x63],
  "f64.gt": [0x64],
  "f64.le": [0x65],
  "f64.ge": [0x66],
  "f64.abs": [0x99],
  "f64.neg": [0x9a],
  "f64.sqrt": [0x9f],
  "f64.add": [0xa0],
  "f64.sub": [0xa1],
  "f64.mul": [0xa2],
  "f64.div": [0xa3],
  select: [0x1b],
  drop: [0x1a],
  return: [0x0f],
  "f64x2.splat": [0xfd, 0x14],
  "f64x2.eq": [0xfd, 0x47],
  "f64x2.ne": [0xfd, 0x48],
  "f64x2.lt": [0xfd, 0x49],
  "f64x2.gt": [0xfd, 0x4a],
  "f64x2.le": [0xfd, 0x4b],
  "f64x2.ge": [0xfd, 0x4c],
  "v128.not": [0xfd, 0x4d],
  "v128.and": [0xfd, 0x4e],
  "v128.andnot": [0xfd, 0x4f],
  "v128.or": [0xfd, 0x50],
  "v128.xor": [0xfd, 0x51],
  "v128.bitselect": [0xfd, 0x52],
  "i64x2.shl": [0xfd, 0xcb, 0x01],
  "i64x2.shr_s": [0xfd, 0xcc, 0x01],
  "i64x2.add": [0xfd, 0xce, 0x01],
  "i64x2.sub": [0xfd, 0xd1, 0x01],
  "f64x2.abs": [0xfd, 0xec, 0x01],
  "f64x2.neg": [0xfd, 0xed, 0x01],
  "f64x2.sqrt": [0xfd, 0xef, 0x01],
  "f64x2.add": [0xfd, 0xf0, 0x01],
  "f64x2.sub": [0xfd, 0xf1, 0x01],
  "f64x2.mul": [0xfd, 0xf2, 0x01],
  "f64x2.div": [0xfd, 0xf3, 0x01],
} as const satisfies Readonly<Record<string, readonly number[]>>;

/** Instructions that take an address from the stack and have a constant offset; with their alignment as a power of 2. */
const memory = {
  "i32.load": [[0x28], 2],
  "f64.load": [[0x2b], 3],
  "i32.store": [[0x36], 2],
  "f64.store": [[0x39], 3],
  "v128.load": [[0xfd, 0x00], 3],
  "v128.load64_splat": [[0xfd, 0x0a], 3],
  "v128.store": [[0xfd, 0x0b], 3],
} as const satisfies Readonly<Record<string, readonly [readonly number[], number]>>;

export type PlainInstruction = keyof typeof plain;
export type MemoryInstruction = keyof typeof memory;

/** A function that is being written: every method appends an instruction. */
export class FunctionWriter {
  readonly parameters: readonly Local[];
  readonly #locals: ValueType[] = [];
  readonly #body: number[] = [];

  constructor(parameters: readonly ValueType[]) {
    this.parameters = parameters.map((type, index) => ({ index, type }));
  }

  /** One more local; it begins as 0. */
  local(type: ValueType): Local {
    this.#locals.push(type);
    return { index: this.parameters.length + this.#locals.length - 1, type };
  }

  get(local: Local): this {
    return this.#add(0x20, ...unsigned(local.index));
  }

  set(local: Local): this {
    return this.#add(0x21, ...unsigned(local.index));
  }

  tee(local: Local): this {
    return this.#add(0x22, ...unsigned(local.index));
  }

  /** A constant whole number, −2³¹ … 2³²−1. */
  i32(value: number): this {
    return this.#add(0x41, ...signed(value | 0));
  }

  /** A constant float64. */
  f64(value: number): this {
    return this.#add(0x44, ...bytesOf(value));
  }

  /** A constant vector: the number in both lanes. */
  f64x2(value: number): this {
    const bytes = bytesOf(value);
    return this.#add(0xfd, 0x0c, ...bytes, ...bytes);
  }

  /** A constant vector: the 64 bits in both lanes. */
  i64x2(value: bigint): this {
    const bytes = new Uint8Array(8);
    new DataView(bytes.buffer).setBigInt64(0, value, true);
    return this.#add(0xfd, 0x0c, ...bytes, ...bytes);
  }

  /** An instruction without arguments. */
  op(name: PlainInstruction): this {
    return this.#add(...plain[name]);
  }

  /** Reads or writes memory at the address on the stack plus `offset` bytes. */
  memory(name: MemoryInstruction, offset = 0): this {
    const [code, align] = memory[name];
    return this.#add(...code, ...unsigned(align), ...unsigned(offset));
  }

  /** One lane of the vector on the stack. */
  lane(index: 0 | 1): this {
    return this.#add(0xfd, 0x21, index);
  }

  /** The vector below, with one lane replaced by the number on the stack. */
  replaceLane(index: 0 | 1): this {
    return this.#add(0xfd, 0x22, index);
  }

  /** A stretch of code that `breakIf(0)` leaves. */
  block(body: () => void): this {
    return this.#structured(0x02, body);
  }

  /** A stretch of code that `breakIf(0)` begins again. */
  loop(body: () => void): this {
    return this.#structured(0x03, body);
  }

  /** A stretch of code for a number on the stack that is not 0. */
  when(body: () => void): this {
    return this.#structured(0x04, body);
  }

  /** Leaves or begins again the block `depth` levels out, if the number on the stack is not 0. */
  breakIf(depth: number): this {
    return this.#add(0x0d, ...unsigned(depth));
  }

  /** Leaves or begins again the block `depth` levels out. */
  break(depth: number): this {
    return this.#add(0x0c, ...unsigned(depth));
  }

  /** Calls a function by its place in the module. */
  call(index: number): this {
    return this.#add(0x10, ...unsigned(index));
  }

  /** The function's entry in the code section. */
  encode(): number[] {
    const locals = this.#locals.flatMap((type) => [1, valueTypes[type]]);
    return sized([...unsigned(this.#locals.length), ...locals, ...this.#body, 0x0b]);
  }

  #structured(code: number, body: () => void): this {
    this.#add(code, 0x40);
    body();
    return this.#add(0x0b);
  }

  #add(...bytes: number[]): this {
    for (const byte of bytes) this.#body.push(byte);
    return this;
  }
}

/** A module that is being written: functions over one memory, which whoever instantiates it brings along. */
export class ModuleWriter {
  readonly #functions: {
    readonly name: string | null;
    readonly writer: FunctionWriter;
    readonly result: ValueType | null;
  }[] = [];

  /**
   * One more function; gives its place in the module. It is exported if it has a name. Its parameters are
   * handed to `write` as locals.
   */
  add(
    name: string | null,
    parameters: readonly ValueType[],
    result: ValueType | null,
    write: (writer: FunctionWriter, parameters: readonly Local[]) => void,
  ): number {
    const writer = new FunctionWriter(parameters);
    write(writer, writer.parameters);
    this.#functions.push({ name, writer, result });
    return this.#functions.length - 1;
  }

  /** The module as `WebAssembly.Module` takes it; it imports the memory `env.memory`. */
  encode(): Uint8Array<ArrayBuffer> {
    const functions = this.#functions;
    const types = functions.map(({ writer, result }) => [
      0x60,
      ...list(writer.parameters.map(({ type }) => [valueTypes[type]])),
      ...list(result === null ? [] : [[valueTypes[result]]]),
    ]);
    const exported = functions.flatMap(({ name }, index) =>
      name === null ? [] : [[...text(name), 0x00, ...unsigned(index)]],
    );
    const bytes = [
      ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
      ...section(1, list(types)),
      ...section(2, list([[...text("env"), ...text("memory"), 0x02, 0x00, 0x00]])),
      ...section(3, list(functions.map((_, index) => unsigned(index)))),
      ...section(7, list(exported)),
      ...section(10, list(functions.map(({ writer }) => writer.encode()))),
    ];
    return Uint8Array.from(bytes);
  }
}

function section(id: number, content: readonly number[]): number[] {
  return [id, ...sized(content)];
}

function sized(content: readonly number[]): number[] {
  return [...unsigned(content.length), ...content];
}

function list(items: readonly (readonly number[])[]): number[] {
  return [...unsigned(items.length), ...items.flat()];
}

function text(characters: string): number[] {
  return sized(Array.from(characters, (character) => character.charCodeAt(0)));
}

/** A whole number from 0 in LEB128. */
function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  do {
    const low = rest & 0x7f;
    rest >>>= 7;
    bytes.push(rest === 0 ? low : low | 0x80);
  } while (rest !== 0);
  return bytes;
}

/** A whole number of 32 bits with its sign in LEB128. */
function signed(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (;;) {
    const low = rest & 0x7f;
    rest >>= 7;
    const done = (rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0);
    bytes.push(done ? low : low | 0x80);
    if (done) return bytes;
  }
}

function bytesOf(value: number): number[] {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setFloat64(0, value, true);
  return Array.from(bytes);
}
