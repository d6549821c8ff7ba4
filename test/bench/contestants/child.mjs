import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** Longer than this no answer takes. */
const PATIENCE_MS = 180_000;

/** A contestant's process, spoken to in lines of JSON (see host.mjs). */
export class Child {
  #process;
  #lines;
  #said = "";
  #gone = null;

  /** @param {readonly string[]} command @param {Record<string, string>} environment */
  constructor([program, ...parameters], environment = {}) {
    this.#process = spawn(program, parameters, { env: { ...process.env, ...environment } });
    this.#process.stderr.on("data", (text) => (this.#said = (this.#said + text).slice(-2000)));
    // Writing to a process that has ended fails here too; `ask` reports it.
    this.#process.stdin.on("error", () => {});
    this.#gone = new Promise((resolve) => {
      this.#process.once("error", (error) => resolve(error.message));
      this.#process.once("exit", (code, signal) => resolve(`it ended with ${signal ?? `exit code ${code}`}`));
    });
    this.#lines = createInterface({ input: this.#process.stdout })[Symbol.asyncIterator]();
  }

  /** Gives an order and waits for the answer; throws where there is none or it is an error. */
  async ask(order) {
    this.#process.stdin.write(`${JSON.stringify(order)}\n`);
    let timer;
    const late = new Promise((resolve) => {
      timer = setTimeout(() => resolve({ value: undefined, late: true }), PATIENCE_MS);
    });
    const line = await Promise.race([this.#lines.next(), late]);
    clearTimeout(timer);
    if (line.late) throw new Error(`no answer to ${order.do} within ${PATIENCE_MS / 1000} s`);
    if (line.value === undefined) throw new Error(`${await this.#gone}: ${lastLine(this.#said)}`);
    const answer = JSON.parse(line.value);
    if (answer.error !== undefined) throw new Error(answer.error);
    return answer;
  }

  end() {
    this.#process.kill();
  }
}

function lastLine(text) {
  return text.trim().split("\n").at(-1) || "it said nothing";
}
