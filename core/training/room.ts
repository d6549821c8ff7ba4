import type { Kernels } from "../matrix/kernels/kernels.ts";
import { plainKernels } from "../matrix/kernels/plain-kernels.ts";
import { simdKernels } from "../matrix/kernels/simd-kernels.ts";
import { countParameters } from "../network/parameters.ts";
import type { NetworkPlan } from "../network/plan.ts";

/** From here on, multiply-adds of a step's forward pass, vectors repay the memory they need. */
const LARGE = 2 ** 14;
/** A piece of a pass has about this many multiply-adds: around a millisecond. */
const PIECE = 2 ** 22;
/** A piece of fewer rows multiplies more slowly; it is made smaller only for layers that are huge. */
const ROWS = 128;
const LARGEST_PIECE = 2 ** 26;
/** A frame may cost this many multiply-adds while training runs: a hundredth of a frame's time. */
const GLANCE = 2 ** 18;

/** How training lays out its work: who multiplies, and in which portions. None of it changes a bit. */
export interface Room {
  readonly kernels: Kernels;
  /** Samples that go through a pass in one piece. */
  readonly chunk: number;
  /** Samples whose matrices a frame holds: all of them unless a look at all would hold training up. */
  readonly shown: number;
}

/** What the room depends on. */
export interface RoomNeeds {
  readonly network: NetworkPlan;
  readonly features: number;
  readonly samples: number;
  readonly testSamples: number;
  /** Samples per step. */
  readonly batch: number;
  /** Numbers that the optimizer remembers. */
  readonly memory: number;
  /** Whether WebAssembly may be used. */
  readonly webAssembly: boolean;
}

/** Chooses kernels and portions for a training. */
export function layOutRoom(needs: RoomNeeds): Room {
  const { network, features, samples, batch, webAssembly } = needs;
  const weights = Math.max(1, countParameters(network, features));
  const most = Math.max(1, Math.min(ROWS, fourfold(LARGEST_PIECE / weights)));
  const chunk = Math.max(most, fourfold(PIECE / weights));
  const glance = Math.max(16, fourfold(GLANCE / weights));
  const shown = 3 * samples * weights <= GLANCE ? samples : Math.min(samples, chunk, glance);
  const vectors = webAssembly && batch * weights >= LARGE ? simdKernels(countDoubles(needs)) : null;
  return { kernels: vectors ?? plainKernels, chunk, shown };
}

/** Whole tiles of four rows. */
function fourfold(rows: number): number {
  return rows < 4 ? 1 : 4 * Math.floor(rows / 4);
}

/** An upper bound of the numbers that a training keeps: samples, passes, and three steps' weights. */
function countDoubles(needs: RoomNeeds): number {
  const { network, features, samples, testSamples, batch, memory } = needs;
  const targets = network.layers[network.layers.length - 1].units;
  const units = network.layers.reduce((sum, layer) => sum + layer.units, 0);
  const perSample = features + 3 * units + 2 * targets;
  const rows = samples + testSamples + (batch < samples ? batch : 0);
  const weights = countParameters(network, features);
  // Each of the arrays may begin at the next even place.
  const gaps = 64 * (network.layers.length + 1);
  return rows * perSample + 7 * weights + 3 * memory + gaps;
}
