import { readArchive } from "../../core/archive/read-archive.ts";
import { writeArchive } from "../../core/archive/write-archive.ts";
import { Engine } from "../../core/training/engine.ts";
import type { EngineCommand } from "../../core/training/protocol.ts";
import { shippedDatasets } from "./shipped-datasets.ts";
import { createWorkerClock } from "./worker-clock.ts";

const engine = new Engine({
  post: (event, transfer) => self.postMessage(event, { transfer }),
  clock: createWorkerClock(),
  datasets: shippedDatasets,
  pack: writeArchive,
  unpack: readArchive,
});

self.addEventListener("message", (message: MessageEvent<EngineCommand>) => engine.receive(message.data));
