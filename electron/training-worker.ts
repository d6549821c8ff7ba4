import { parentPort } from "node:worker_threads";
import { readArchive } from "../core/archive/read-archive.ts";
import { writeArchive } from "../core/archive/write-archive.ts";
import { Engine } from "../core/training/engine.ts";
import type { EngineCommand } from "../core/training/protocol.ts";
import { shippedDatasets } from "./shipped-datasets.ts";

if (parentPort === null) throw new Error("internal: the training worker was started as a program");
const port = parentPort;

const engine = new Engine({
  post: (event, transfer) => port.postMessage(event, transfer),
  clock: {
    now: () => performance.now(),
    // Between two turns of setImmediate, waiting commands get in. A message to oneself, as in a browser's
    // worker, would not do: Node delivers up to 1000 of one port before it looks at another.
    defer: (callback, delayMs) => {
      if (delayMs > 0) setTimeout(callback, delayMs);
      else setImmediate(callback);
    },
  },
  datasets: shippedDatasets,
  pack: writeArchive,
  unpack: readArchive,
});

port.on("message", (command: EngineCommand) => engine.receive(command));
