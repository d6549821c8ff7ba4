import { parentPort } from "node:worker_threads";
import { Engine } from "../core/training/engine.ts";
import type { EngineCommand } from "../core/training/protocol.ts";
import iris from "../resources/datasets/iris.csv?raw";

if (parentPort === null) throw new Error("internal: the training worker was started as a program");
const port = parentPort;

const engine = new Engine({
  post: (event, transfer) => port.postMessage(event, transfer),
  clock: {
    now: () => performance.now(),
    // setImmediate lets waiting commands in before training goes on; setTimeout cannot wait less than 1 ms.
    defer: (callback, delayMs) => {
      if (delayMs > 0) setTimeout(callback, delayMs);
      else setImmediate(callback);
    },
  },
  datasets: { iris },
});

port.on("message", (command: EngineCommand) => engine.receive(command));
