import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Child } from "./contestants/child.mjs";
import { contestantsOf } from "./contestants.mjs";
import { judge } from "./goals.mjs";
import { median, spread } from "./statistics.mjs";

/** So many steps are made before the costs are compared. */
const GUARD_STEPS = 5;
const WARM_UP_SECONDS = 1;

const here = (file) => fileURLToPath(new URL(file, import.meta.url));

/**
 * Races one workload: every contestant in a process of its own, all of them from the same start, then
 * sample after sample in turn, so that whatever slows the machine down slows everybody down.
 *
 * @param {string} workload its name
 * @param {{ seconds: number, samples: number, peers: boolean, clock: "wall" | "cpu", bundle: string,
 *   say: (line: string) => void }} options
 */
export async function race(workload, { seconds, samples, peers, clock, bundle, say }) {
  const ours = path.join(bundle, "rematrix.mjs");
  const { drawProblem, setup, workloads } = await import(pathToFileURL(ours).href);
  const problem = drawProblem(workload);
  const folder = await mkdtemp(path.join(tmpdir(), "rematrix-race-"));
  const file = path.join(folder, "problem.json");
  await writeFile(file, JSON.stringify(problem));
  const runners = contestantsOf(workload)
    .filter(({ kind }) => kind !== "js" || peers)
    .map((contestant) => ({ contestant, child: start(contestant, ours), samples: [], failed: null }));
  try {
    for (const runner of runners) {
      say(`${workload}: ${runner.contestant.id} gets ready`);
      await attempt(runner, async () => {
        runner.about = await runner.child.ask({ do: "setup", problem: file });
        await runner.child.ask({ do: "run", steps: GUARD_STEPS });
        const { cost } = await runner.child.ask({ do: "cost" });
        runner.apart = compare(cost, expected(setup, problem, runner.contestant));
        if (!(runner.apart <= runner.contestant.tolerance)) {
          throw new Error(
            `not comparable: its cost after ${GUARD_STEPS} steps is ${cost}, off by ${runner.apart}`,
          );
        }
        await runner.child.ask({ do: "measure", seconds: Math.min(seconds, WARM_UP_SECONDS) });
      });
    }
    for (let sample = 1; sample <= samples; sample++) {
      say(`${workload}: sample ${sample} of ${samples}`);
      for (const runner of runners) {
        await attempt(runner, async () => {
          runner.samples.push(await runner.child.ask({ do: "measure", seconds }));
        });
      }
    }
    await Promise.all(runners.map((runner) => attempt(runner, () => checkCost(runner.child))));
  } finally {
    for (const { child } of runners) child.end();
    await rm(folder, { recursive: true, force: true });
  }
  const results = runners.map((runner) => summarize(runner, clock));
  return { workload, title: workloads[workload].title, results, goals: judge(workload, results) };
}

function start({ program, file, kind, options, environment }, ours) {
  if (program !== undefined) return new Child([program[0], here(program[1])], environment);
  const module = kind === "ours" ? ours : here(file);
  return new Child([process.execPath, here("contestants/host.mjs"), module, JSON.stringify(options ?? {})]);
}

/** Who fails once is out, with the reason; the others run on. */
async function attempt(runner, act) {
  if (runner.failed !== null) return;
  try {
    await act();
  } catch (error) {
    runner.failed = error.message;
    runner.child.end();
  }
}

/** Our own cost after as many steps, trained as the contestant trains. */
function expected(setup, problem, { reference }) {
  const { batch, learningRate } = problem.workload;
  if (reference === "online") {
    const online = setup(problem, { batch: 1, learningRate: learningRate / batch });
    online.run(GUARD_STEPS * batch);
    return online.cost();
  }
  const trained = setup(problem, reference === "stepAlone" ? { stepAlone: true } : {});
  trained.run(GUARD_STEPS);
  return trained.cost();
}

function compare(cost, wanted) {
  return Math.abs(cost - wanted) / Math.abs(wanted);
}

/** Numbers that are no longer finite cost another time than others: then the samples are worth nothing. */
async function checkCost(child) {
  const { cost } = await child.ask({ do: "cost" });
  if (!Number.isFinite(cost)) throw new Error(`its training came to a cost of ${cost}`);
}

function summarize({ contestant, samples, failed, apart, about }, clock) {
  const { id, kind, precision, note } = contestant;
  const facts = { id, kind, precision, note: note ?? null, failed, blas: about?.blas, apart };
  if (failed !== null) return { ...facts, stepsPerSecond: null };
  const rates = samples.map(({ steps, seconds, cpu }) => steps / (clock === "cpu" ? cpu : seconds));
  const busy = median(samples.map(({ seconds, cpu }) => cpu / seconds));
  return { ...facts, stepsPerSecond: median(rates), spread: spread(rates), busy, rates };
}
