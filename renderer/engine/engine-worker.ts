import type { DatasetName } from "../../core/data/plan.ts";
import { Engine } from "../../core/training/engine.ts";
import type { EngineCommand } from "../../core/training/protocol.ts";
import iris from "../../resources/datasets/iris.csv?raw";
import { createWorkerClock } from "./worker-clock.ts";

const texts: Readonly<Record<DatasetName, string>> = { iris };

const engine = new Engine({
  post: (event, transfer) => self.postMessage(event, { transfer }),
  clock: createWorkerClock(),
  datasets: (id) => texts[id],
});

self.addEventListener("message", (message: MessageEvent<EngineCommand>) => engine.receive(message.data));
