import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { setupTraining, type Training } from "../../electron/training.ts";
import { waitUntil } from "../support/wait.ts";

let training: Training | null = null;

afterEach(() => training?.end());

/** Starts a real worker thread whose program is `source`, and collects what it reports. */
function start(source: string): unknown[] {
  const file = join(mkdtempSync(join(tmpdir(), "rematrix-")), "worker.mjs");
  writeFileSync(file, `import { parentPort } from "node:worker_threads";\n${source}`);
  const heard: unknown[] = [];
  training = setupTraining(file, (event) => heard.push(event));
  return heard;
}

const echo = `parentPort.on("message", (command) => parentPort.postMessage({ kind: "echo", command }));`;
const dies = `parentPort.on("message", () => { throw new Error("matrix too large"); });`;

describe("the training worker", () => {
  test("gets commands, and what it says is reported", async () => {
    const heard = start(echo);
    training?.post({ kind: "play" });
    await waitUntil(() => heard.length > 0);
    expect(heard).toEqual([{ kind: "echo", command: { kind: "play" } }]);
  });

  test("that throws is reported as crashed once, with its message", async () => {
    const heard = start(dies);
    training?.post({ kind: "play" });
    await waitUntil(() => heard.length > 0);
    training?.post({ kind: "play" });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(heard).toEqual([{ kind: "crashed", message: "matrix too large" }]);
  });

  test("that ends by itself is reported as crashed", async () => {
    const heard = start(`process.exit(3);`);
    await waitUntil(() => heard.length > 0);
    expect(heard).toEqual([
      { kind: "crashed", message: "The training process ended by itself (exit code 3)." },
    ]);
  });

  test("whose file is missing is reported as crashed", async () => {
    const heard: unknown[] = [];
    training = setupTraining("/nowhere/worker.mjs", (event) => heard.push(event));
    await waitUntil(() => heard.length > 0);
    expect(heard).toMatchObject([{ kind: "crashed", message: expect.stringContaining("worker.mjs") }]);
  });

  test("works again after a restart", async () => {
    const heard = start(
      `let calls = 0;\nparentPort.on("message", (command) => {
        if (command.kind === "pause") throw new Error("gone");
        parentPort.postMessage(++calls);
      });`,
    );
    training?.post({ kind: "pause" });
    await waitUntil(() => heard.length === 1);
    training?.restart();
    training?.post({ kind: "play" });
    await waitUntil(() => heard.length === 2);
    expect(heard).toEqual([{ kind: "crashed", message: "gone" }, 1]);
  });

  test("says nothing more once it was restarted or ended", async () => {
    const heard = start(`setInterval(() => parentPort.postMessage("tick"), 1);`);
    await waitUntil(() => heard.length > 0);
    training?.end();
    const before = heard.length;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(heard.length).toBe(before);
  });
});
