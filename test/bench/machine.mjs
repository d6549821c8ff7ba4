import { readFileSync } from "node:fs";
import os from "node:os";
import process from "node:process";

/** What a measurement ran on; ask before it loads the machine itself. */
export function describeMachine() {
  return {
    processor: os.cpus()[0]?.model ?? "unknown",
    processors: os.availableParallelism(),
    vectors: vectorsOf(),
    loadAverage: os.loadavg()[0],
    memory: `${(os.totalmem() / 2 ** 30).toFixed(1)} GiB`,
    system: `${os.type()} ${os.release()}`,
    node: process.version,
    v8: process.versions.v8,
  };
}

/** One line for the head of a table. */
export function machineLine({ processor, processors, vectors, loadAverage, node }) {
  const simd = vectors === null ? "" : ` (${vectors})`;
  return `${processors} × ${processor}${simd}, Node ${node}, load ${loadAverage.toFixed(2)}`;
}

/** The widest vectors of the processor that a native library may use, where Linux tells. */
function vectorsOf() {
  try {
    const flags = /^flags\s*:(.*)$/m.exec(readFileSync("/proc/cpuinfo", "utf8"))?.[1].split(/\s+/) ?? [];
    return ["avx512f", "avx2", "avx", "sse2"].find((flag) => flags.includes(flag)) ?? null;
  } catch {
    return null;
  }
}
