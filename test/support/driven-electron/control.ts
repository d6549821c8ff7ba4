import process from "node:process";

interface Asked {
  readonly ask: number;
  readonly source: string;
  readonly value: unknown;
}

/**
 * Lets the program that started this one run functions here: each gets the whole module, as Playwright's
 * `ElectronApplication.evaluate` gives it, and a value. When that program ends, so does this one.
 */
export function obey(electron: object): void {
  if (process.send === undefined) return;
  process.on("disconnect", () => process.exit(1));
  process.on("message", ({ ask, source, value }: Asked) => {
    void run(electron, source, value).then((answer) => process.send?.({ ask, ...answer }));
  });
}

async function run(electron: object, source: string, value: unknown): Promise<object> {
  try {
    const call = (0, eval)(`(${source})`) as (electron: object, value: unknown) => unknown;
    return { ok: true, value: await call(electron, value) };
  } catch (error) {
    return { ok: false, value: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
