import { EventEmitter } from "node:events";

/** Every training worker started since `workers.length = 0`. */
export const workers: Worker[] = [];

/** A stand-in for Node's `Worker`: a test plays the thread inside it. */
export class Worker extends EventEmitter {
  readonly file: string;
  readonly received: unknown[] = [];
  terminated = false;

  constructor(file: string) {
    super();
    this.file = file;
    workers.push(this);
  }
  postMessage(message: unknown): void {
    this.received.push(message);
  }
  terminate(): Promise<number> {
    this.terminated = true;
    return Promise.resolve(0);
  }
}
