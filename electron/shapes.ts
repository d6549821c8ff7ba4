import * as v from "valibot";
import type { EngineCommand } from "../core/training/protocol.ts";
import type { Calls, Posts } from "./contract.ts";

/*
 * What a page's message must look like before anything is done with it. A channel or a command without a shape
 * does not compile. What lies deep inside of experiments, runs and files is judged where it is read: the
 * training worker refuses what is wrong with it, and nothing else looks into it.
 */

type Shape<T> = v.GenericSchema<unknown, T>;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const nothing = v.null();
const words = v.nullable(v.string());
const bytes = v.custom<Uint8Array>((value) => ArrayBuffer.isView(value) && "subarray" in value, "no bytes");
/** What the page calls a file of its own making; longer ones and larger ones it does not make. */
const fileName = v.pipe(v.string(), v.maxLength(255));
const exported = v.custom<Uint8Array<ArrayBuffer>>(
  (value) => value instanceof Uint8Array && value.length <= 2 ** 30,
  "no bytes",
);
const object = v.looseObject({});
const matrix = v.strictObject({ kind: v.string(), layer: count });
const place = v.strictObject({ id: v.string(), name: v.string() });

const commands: Readonly<Record<EngineCommand["kind"], v.ObjectEntries>> = {
  load: { generation: count, experiment: object, saved: v.optional(v.nullable(object)) },
  open: { generation: count, file: bytes },
  save: { generation: count, experiment: object, runs: v.optional(v.array(object)) },
  autosave: { generation: count, experiment: object, runs: v.array(object) },
  keep: { generation: count },
  play: {},
  pause: {},
  advance: { unit: v.picklist(["step", "epoch"]), count },
  rewind: {},
  "go-to": { step: count },
  check: {},
  "check-cell": { generation: count, matrix, row: count, column: count },
  "keep-checked": { on: v.boolean() },
  prove: { generation: count, parameters: v.array(matrix) },
  pace: { stepsPerSecond: v.nullable(v.number()) },
  "learning-rate": { learningRate: v.number() },
  "stop-at": { stop: v.nullable(object) },
  "compare-runs": { ticket: count, runs: v.nullable(v.tuple([object, object])), end: count },
  "compare-at": { ticket: count, step: count },
  taken: {},
};

/** By kind, so that a command costs a look at its own shape alone. */
const shapesOfCommands = new Map(
  Object.entries(commands).map(([kind, entries]) => [
    kind,
    v.strictObject({ kind: v.literal(kind), ...entries }),
  ]),
);

const engineCommand = v.custom<EngineCommand>((value) => {
  if (!v.is(v.looseObject({ kind: v.string() }), value)) return false;
  const shape = shapesOfCommands.get(value.kind);
  return shape !== undefined && v.is(shape, value);
}, "no command of the engine");

/** The shape of what is asked for in every call. */
export const callShapes: { readonly [C in keyof Calls]: Shape<Calls[C]["asked"]> } = {
  "files:open": nothing,
  "files:open-dropped": v.string(),
  "files:save": v.strictObject({
    file: v.nullable(bytes),
    text: v.string(),
    suggestedName: v.string(),
    place: v.nullable(place),
    overwrite: v.boolean(),
  }),
  "recovery:left": nothing,
  "recovery:recover": v.string(),
  "recovery:discard": v.string(),
  "export:file": v.strictObject({ name: fileName, bytes: exported }),
  "export:pdf": fileName,
};

/** The shape of what comes with every post. */
export const postShapes: { readonly [C in keyof Posts]: Shape<Posts[C]> } = {
  "engine:post": engineCommand,
  "engine:restart": nothing,
  "document:show": v.strictObject({
    name: v.string(),
    unsaved: v.boolean(),
    place: v.nullable(place),
    untouched: v.boolean(),
    undo: words,
    redo: words,
    revertible: v.boolean(),
    training: v.strictObject({
      ready: v.boolean(),
      playing: v.boolean(),
      started: v.boolean(),
      begun: v.boolean(),
      inPast: v.boolean(),
    }),
    view: v.strictObject({
      typing: v.boolean(),
      projector: v.boolean(),
      updates: v.boolean(),
      micro: v.boolean(),
    }),
  }),
  "recovery:keep": v.strictObject({ file: bytes, name: v.string(), step: count, place: v.nullable(place) }),
  "recovery:forget": nothing,
  "window:close-answered": v.boolean(),
  "window:print": nothing,
};

/** The value where it has the shape, or what is wrong with it, in words for whoever reads the log. */
export function readShape<T>(
  shape: Shape<T>,
  value: unknown,
): { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: string } {
  const read = v.safeParse(shape, value, { abortEarly: true });
  if (read.success) return { ok: true, value: read.output };
  const [issue] = read.issues;
  const at = v.getDotPath(issue);
  return { ok: false, problem: at === null ? issue.message : `${at}: ${issue.message}` };
}
