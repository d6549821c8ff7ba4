import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Child } from "./contestants/child.mjs";
import { median, spread } from "./statistics.mjs";

/** Of the peak in 128-bit vectors. */
export const SHARE = 0.65;

const sizes = [
  [512, 512, 512],
  [64, 784, 128],
];
const here = (file) => fileURLToPath(new URL(file, import.meta.url));

/**
 * Races the products A (m,k) · B (k,n) alone, in turn with a program that does nothing but multiply and add
 * in registers: the ceiling of WebAssembly's vectors on this machine. In 10⁹ operations a second.
 */
export async function raceProducts({ seconds, samples, clock, bundle, say }) {
  const module = path.join(bundle, "products.mjs");
  const { PEAK_OPERATIONS } = await import(pathToFileURL(module).href);
  const folder = await mkdtemp(path.join(tmpdir(), "rematrix-products-"));
  const node = (kernels) => [
    process.execPath,
    here("contestants/host.mjs"),
    module,
    JSON.stringify({ kernels }),
  ];
  const runners = [
    { id: "peak", size: [1, 1, 1], operations: PEAK_OPERATIONS, child: new Child(node("peak")) },
  ];
  for (const size of sizes) {
    const operations = 2 * size.reduce((product, factor) => product * factor, 1);
    const numpy = ["/usr/bin/python3", here("peers/numpy_host.py")];
    const oneThread = { OPENBLAS_NUM_THREADS: "1", OMP_NUM_THREADS: "1" };
    runners.push(
      { id: "rematrix", size, operations, child: new Child(node("simd")) },
      { id: "rematrix plain", size, operations, child: new Child(node("plain")) },
      { id: "numpy", size, operations, child: new Child(numpy, oneThread) },
    );
  }
  try {
    for (const runner of runners) {
      say(`G: ${runner.id} gets ready`);
      const problem = path.join(folder, `${runner.size.join("x")}.json`);
      await writeFile(problem, JSON.stringify({ product: runner.size }));
      runner.rates = [];
      runner.failed = null;
      await attempt(runner, () => runner.child.ask({ do: "setup", problem }));
      await attempt(runner, () => runner.child.ask({ do: "measure", seconds: Math.min(1, seconds) }));
    }
    for (let sample = 1; sample <= samples; sample++) {
      say(`G: sample ${sample} of ${samples}`);
      for (const runner of runners) {
        await attempt(runner, async () => {
          const measured = await runner.child.ask({ do: "measure", seconds });
          const spent = clock === "cpu" ? measured.cpu : measured.seconds;
          runner.rates.push((measured.steps * runner.operations) / spent / 1e9);
        });
      }
    }
  } finally {
    for (const { child } of runners) child.end();
    await rm(folder, { recursive: true, force: true });
  }
  const results = runners.map(({ id, size, rates, failed }) => ({
    id,
    size,
    failed,
    gigaflops: failed === null ? median(rates) : null,
    spread: failed === null ? spread(rates) : null,
  }));
  return { workload: "G", results, goals: judgeProducts(results) };
}

/** Our products' share of the peak, each held against the goal. */
export function judgeProducts(results) {
  const peak = results.find(({ id }) => id === "peak")?.gigaflops ?? null;
  return results
    .filter(({ id }) => id === "rematrix")
    .map(({ size, gigaflops }) => {
      const share = peak === null || gigaflops === null ? null : gigaflops / peak;
      return { size, goal: SHARE, share, met: share === null ? null : share >= SHARE };
    });
}

/** The products as a table, and the goals. */
export function productTable({ results, goals }) {
  const peak = results.find(({ id }) => id === "peak")?.gigaflops ?? NaN;
  const lines = results.map(({ id, size, gigaflops, spread, failed }) => {
    const what = id === "peak" ? "multiply + add in registers" : size.join("×");
    const figure = failed ?? `${gigaflops.toFixed(1).padStart(6)}  ±${(50 * spread).toFixed(0)} %`;
    const share =
      failed === null && id !== "peak" ? `  ${Math.round((100 * gigaflops) / peak)} % of the peak` : "";
    return `  ${id.padEnd(15)} ${what.padEnd(28)} ${figure}${share}`;
  });
  const verdicts = goals.map(({ size, goal, share, met }) => {
    const aim = `${size.join("×")} at ≥ ${100 * goal} % of the 128-bit peak`;
    if (met === null) return `  open     ${aim}: no figure`;
    return `  ${met ? "met    " : "NOT MET"}  ${aim}: ${(100 * share).toFixed(0)} %`;
  });
  return ["G   products alone, in 10⁹ operations a second", ...lines, ...verdicts, ""].join("\n");
}

async function attempt(runner, act) {
  if (runner.failed !== null) return;
  try {
    await act();
  } catch (error) {
    runner.failed = error.message;
  }
}
