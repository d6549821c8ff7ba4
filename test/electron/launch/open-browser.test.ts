import { spawn, type ChildProcess } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, describe, expect, test } from "vitest";
import { serve } from "../../../electron/serve.mjs";

let child: ChildProcess | null = null;

afterEach(() => {
  child?.kill("SIGKILL");
});

/** Runs the browser edition as `npm start` does, in a process of its own, until it says how to end it. */
async function start(port: number): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), "rematrix-"));
  mkdirSync(join(folder, "out", "renderer"), { recursive: true });
  writeFileSync(join(folder, "out", "renderer", "index.html"), "<!doctype html>");
  const module = pathToFileURL("electron/launch/open-browser.mjs").href;
  const options = `{ folder: ${JSON.stringify(folder)}, port: ${port}, open: false, say: console.log }`;
  const program = `import { openBrowserEdition } from "${module}"; await openBrowserEdition(${options});`;
  child = spawn(process.execPath, ["--input-type=module", "-e", program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  for await (const piece of child.stdout ?? []) {
    said += String(piece);
    if (said.includes("Ctrl+C ends it.")) break;
  }
  return said.trim().split("\n");
}

const ended = (running: ChildProcess): Promise<[number | null, string | null]> =>
  new Promise((resolve) => running.once("exit", (code, signal) => resolve([code, signal])));

describe("the browser edition of npm start", () => {
  test("prints its address on a line of its own and answers there", async () => {
    const said = await start(0);
    expect(said[0]).toMatch(/^Rematrix is open at http:\/\/127\.0\.0\.1:\d+\/$/);
    const response = await fetch(said[0].replace("Rematrix is open at ", ""));
    expect(await response.text()).toBe("<!doctype html>");
  });

  test("says so when the port is taken, and which one it has instead", async () => {
    const other = await serve({ folder: ".", port: 0 });
    try {
      const said = await start(other.port);
      const match = said[0].match(/^Port (\d+) is taken; (\d+) is free\.$/);
      expect(match?.[1]).toBe(String(other.port));
      expect(said[1]).toBe(`Rematrix is open at http://127.0.0.1:${match?.[2]}/`);
    } finally {
      await other.close();
    }
  });

  test.skipIf(process.platform === "win32").each(["SIGINT", "SIGTERM"] as const)(
    "ends cleanly with exit code 0 on %s, also when npm sends it a second time",
    async (signal) => {
      await start(0);
      if (child === null) throw new Error("not started");
      const end = ended(child);
      child.kill(signal);
      child.kill(signal);
      expect(await end).toEqual([0, null]);
    },
  );
});
