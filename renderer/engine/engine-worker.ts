import { createWorkerClock } from "../../core/training/clock.ts";
import { Engine } from "../../core/training/engine.ts";
import type { EngineCommand } from "../../core/training/protocol.ts";
import iris from "../../resources/datasets/iris.csv?raw";

const datasets = { iris };
const engine = new Engine({
  post: (event, transfer) => self.postMessage(event, { transfer }),
  clock: createWorkerClock(self),
  datasets: (id) => datasets[id],
});
self.addEventListener("message", (message: MessageEvent<EngineCommand>) => engine.receive(message.data));
