import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readArchive } from "../../core/archive/read-archive.ts";
import { RecoveryFolder } from "../../electron/recovery.ts";

/** What was found after a process had been killed. */
export interface Death {
  /** Steps of the saved file and of the recovered work; null where there was none yet. */
  readonly saved: number | null;
  readonly recovered: number | null;
  /** How much of the training's last moments was lost, in milliseconds: since the best that was found. */
  readonly lostMs: number;
  /** What should not have been. */
  readonly problems: readonly string[];
}

/** The program that is killed, and the built training worker that it starts. */
export interface Programs {
  readonly life: string;
  readonly worker: string;
}

/** Lets a process train and save for so many milliseconds, kills it, and looks at what is left. */
export async function killOnce({ life, worker }: Programs, after: number): Promise<Death> {
  const folder = mkdtempSync(join(tmpdir(), "rematrix-kill-"));
  try {
    const child = spawn(process.execPath, [life, folder, worker], { stdio: "inherit" });
    const ended = new Promise((resolve) => child.once("exit", resolve));
    while (readLog(folder).length === 0 && child.exitCode === null) await pause(20);
    await pause(after);
    child.kill("SIGKILL");
    await ended;
    return await lookAt(folder, Date.now());
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function lookAt(folder: string, now: number): Promise<Death> {
  const log = readLog(folder);
  const problems: string[] = [];
  if (log.length === 0) problems.push("the process never trained");
  const steps = (what: string): number[] => log.flatMap((entry) => (entry.what === what ? [entry.step] : []));
  const saved = readStep(join(folder, "work.rematrix"), problems);
  const lastSaved = steps("saved").at(-1);
  if (lastSaved !== undefined && (saved === null || saved < lastSaved)) {
    problems.push(`step ${lastSaved} was saved, the file is at ${saved}`);
  }
  if (saved !== null && !steps("saving").includes(saved)) problems.push(`step ${saved} was never saved`);

  const keeper = new RecoveryFolder(join(folder, "recovery")).openKeeper();
  const [left] = await keeper.left();
  const path = left && join(folder, "recovery", `${left.id}.rematrix`);
  const recovered = path === undefined ? null : readStep(path, problems);
  const lastKept = steps("kept").at(-1);
  if (lastKept !== undefined && (recovered === null || recovered < lastKept)) {
    problems.push(`step ${lastKept} was kept, what is offered is at ${recovered}`);
  }
  const best = Math.max(saved ?? 0, recovered ?? 0);
  const trained = log.filter(({ what, step }) => what === "step" && step > best);
  return { saved, recovered, lostMs: trained.length === 0 ? 0 : now - trained[0].time, problems };
}

/** The step of a file, which must be whole where there is one. */
function readStep(path: string, problems: string[]): number | null {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch {
    return null;
  }
  const read = readArchive(new Uint8Array(bytes));
  if (read.ok && read.value.saved !== null) return read.value.saved.state.trainer.step;
  problems.push(`${path} does not read: ${JSON.stringify(read)}`);
  return null;
}

function readLog(folder: string): { what: string; step: number; time: number }[] {
  if (!readdirSync(folder).includes("log")) return [];
  const lines = readFileSync(join(folder, "log"), "utf8").split("\n").slice(0, -1);
  return lines.map((line) => {
    const [what, step, time] = line.split(" ");
    return { what, step: Number(step), time: Number(time) };
  });
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
