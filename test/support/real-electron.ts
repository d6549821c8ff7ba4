import { _electron } from "@playwright/test";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectFolder } from "../../electron/launch/prepare.mjs";
import { electronExecutable, sandboxRefused, whyNoWindow } from "../../electron/launch/runtime.mjs";
import { createPerson } from "./driven-electron/person.ts";
import type { InMain, Shell } from "./driven-electron/start.mjs";

const executable = electronExecutable(projectFolder);
const root = process.getuid?.() === 0;
// Root and a Linux without user namespaces may still run this test, though not a person's lab: unsandboxed.
const unsandboxed = root || sandboxRefused(projectFolder);

/** Why there is no real Electron to test on this machine, or null where there is one. */
export const whyNoElectron: string | null =
  executable === null
    ? "Electron's runtime is not downloaded on this machine"
    : whyNoWindow({
        platform: process.platform,
        environment: process.env,
        userId: undefined,
        sandboxRefused: false,
      });

/** Starts the built lab in Electron's own binary, with a person at its dialogs whom the test plays. */
export async function startElectron(args: readonly string[] = []): Promise<Shell> {
  const userData = mkdtempSync(join(tmpdir(), "rematrix-"));
  const electron = await _electron.launch({
    executablePath: executable ?? "",
    args: [projectFolder, `--user-data-dir=${userData}`, ...(unsandboxed ? ["--no-sandbox"] : []), ...args],
  });
  const running = electron.process();
  const closed = new Promise<number | null>((resolve) => running.once("exit", resolve));
  await electron.evaluate(({ dialog }, source) => {
    const { person, dialogs } = ((0, eval)(`(${source})`) as typeof createPerson)();
    Object.assign(dialog, dialogs);
    Object.assign(globalThis, { driven: { person, workers: [], handedOver: [] } });
  }, String(createPerson));
  const evaluate = (run: (electron: InMain, value: never) => unknown, value?: unknown): Promise<unknown> =>
    electron.evaluate(
      (module, [source, given]) => {
        const call = (0, eval)(`(${source as string})`) as (electron: object, value: unknown) => unknown;
        return call({ ...module, driven: (globalThis as { driven?: object }).driven }, given);
      },
      [String(run), value],
    );
  return {
    context: electron.context(),
    closed,
    evaluate: evaluate as Shell["evaluate"],
    windows: () => electron.windows(),
    firstWindow: () => electron.firstWindow(),
    stop: async () => {
      if (running.exitCode === null) running.kill("SIGKILL");
      await closed;
    },
  };
}
