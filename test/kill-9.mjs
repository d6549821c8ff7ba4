import { randomInt } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "vite";

/*
 * Kills a process that trains, saves and keeps its work, with SIGKILL at a random moment, and looks at what is left:
 * `npm run kill-9`, or `npm run kill-9 -- 200` for so many times. The saved file must be whole and one of those that
 * were saved, and nothing that was kept may be gone. Needs a build: `npm run build`.
 */
const times = Number(process.argv[2] ?? 50);
const [shortest, longest] = [100, 6000];
const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const outDir = mkdtempSync(path.join(tmpdir(), "rematrix-kill-9-"));

try {
  await build({
    configFile: false,
    logLevel: "error",
    root: here(".."),
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir,
      rollupOptions: {
        input: { life: here("kill-9/life.ts"), lives: here("kill-9/lives.ts") },
        output: { entryFileNames: "[name].mjs" },
      },
    },
  });
  const { killOnce } = await import(pathToFileURL(path.join(outDir, "lives.mjs")).href);
  const programs = {
    life: path.join(outDir, "life.mjs"),
    worker: here("../out/electron/training-worker.mjs"),
  };
  const deaths = [];
  for (let time = 1; time <= times; time++) {
    const after = randomInt(shortest, longest);
    const death = await killOnce(programs, after);
    deaths.push(death);
    const { saved, recovered, lostMs, problems } = death;
    console.log(
      `${time}: killed after ${after} ms; saved step ${saved}, kept step ${recovered}, lost ${lostMs} ms`,
    );
    for (const problem of problems) console.log(`   ${problem}`);
  }
  const lost = deaths.map(({ lostMs }) => lostMs).sort((a, b) => a - b);
  const wrong = deaths.filter(({ problems }) => problems.length > 0).length;
  console.log(`${times} kills: ${wrong} with something wrong; lost at most ${lost.at(-1)} ms of training,`);
  console.log(`${lost[Math.floor(lost.length / 2)]} ms in the middle.`);
  process.exitCode = wrong === 0 ? 0 : 1;
} finally {
  rmSync(outDir, { recursive: true, force: true });
}
