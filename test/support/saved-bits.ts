import type { Page } from "@playwright/test";
import { fileURLToPath } from "node:url";
import { Worker as NodeWorker } from "node:worker_threads";
import type { Experiment } from "../../core/experiment/experiment.ts";
import type { EngineCommand, EngineEvent } from "../../core/training/protocol.ts";
import type { SavedRun } from "../../core/training/saved-run.ts";

/** The worker of an edition, whichever kind it is. */
interface Port {
  readonly post: (command: EngineCommand) => void;
  readonly listen: (hear: (event: EngineEvent) => void) => void;
}

/**
 * Trains an experiment in the desktop edition's built worker, as Node runs it, from its start or from where it
 * was saved, up to a step, and gives the bytes of the file that the worker saves there.
 */
export async function saveInNode(experiment: Experiment, step: number, from?: SavedRun): Promise<Uint8Array> {
  const worker = new NodeWorker(
    fileURLToPath(new URL("../../out/electron/training-worker.mjs", import.meta.url)),
  );
  try {
    const failed = new Promise<never>((_, reject) => worker.once("error", reject));
    const port: Port = {
      post: (command) => worker.postMessage(command),
      listen: (hear) => worker.on("message", hear),
    };
    return fromHexadecimal(await Promise.race([converse(port, experiment, step, asText(from)), failed]));
  } finally {
    await worker.terminate();
  }
}

/** The same in the browser edition's built worker: a second one beside the open page's own. */
export async function saveInPage(
  page: Page,
  experiment: Experiment,
  step: number,
  from?: SavedRun,
): Promise<Uint8Array> {
  const url = page.workers()[0]?.url();
  if (url === undefined) throw new Error("the page runs no training worker");
  const given = [experiment, step, asText(from)].map((value) => JSON.stringify(value)).join(", ");
  // As text, so that one and the same conversation runs on both sides.
  const bytes = await page.evaluate<string>(`(async () => {
    const worker = new Worker(${JSON.stringify(url)}, { type: "module" });
    const failed = new Promise((_, reject) => {
      worker.onerror = (event) => reject(new Error(event.message || "the worker does not load"));
    });
    const port = {
      post: (command) => worker.postMessage(command),
      listen: (hear) => worker.addEventListener("message", (message) => hear(message.data)),
    };
    const bytes = (${converse.toString()})(port, ${given});
    return Promise.race([bytes, failed]).finally(() => worker.terminate());
  })()`);
  return fromHexadecimal(bytes);
}

/** Loads, trains to the step, saves, and gives the file in hexadecimal. Must not name anything outside. */
function converse(port: Port, experiment: Experiment, step: number, from: string): Promise<string> {
  const kinds: Record<string, typeof Float64Array | typeof Uint32Array> = { Float64Array, Uint32Array };
  const revive = (_: string, value: unknown): unknown => {
    if (typeof value !== "object" || value === null) return value;
    if ("$number" in value) return Number(value.$number);
    if (!("$array" in value) || !("bytes" in value)) return value;
    return new kinds[String(value.$array)](Uint8Array.from(value.bytes as number[]).buffer);
  };
  return new Promise((resolve, reject) => {
    port.listen((event) => {
      if (event.kind === "refused") reject(new Error(JSON.stringify(event.problems)));
      if (event.kind === "saved") {
        if (!event.file.ok) reject(new Error(JSON.stringify(event.file.problems)));
        else resolve(Array.from(event.file.value, (byte) => byte.toString(16).padStart(2, "0")).join(""));
      }
      if (event.kind !== "frame") return;
      port.post({ kind: "taken" });
      const { step: at, status } = event.frame;
      if (status === "running") return;
      if (at < step) port.post({ kind: "advance", unit: "step", count: step - at });
      else port.post({ kind: "save", generation: 1, experiment });
    });
    const saved = JSON.parse(from, revive) as SavedRun | null;
    port.post({ kind: "load", generation: 1, experiment, saved });
  });
}

/** A saved run as JSON that loses nothing. */
function asText(saved: SavedRun | undefined): string {
  return JSON.stringify(saved ?? null, (_, value: unknown) => {
    if (value === Infinity) return { $number: "Infinity" };
    if (!(value instanceof Float64Array) && !(value instanceof Uint32Array)) return value;
    const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    return { $array: value.constructor.name, bytes: [...bytes] };
  });
}

function fromHexadecimal(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, "hex"));
}
