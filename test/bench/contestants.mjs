/** Cost of ours against a peer's after the first steps: so far apart is still the same training. */
const F64 = 1e-9;
const F32 = 1e-3;

/**
 * Everybody who may run, in the order of the table. `file` is a module of the host's language, beside it
 * its `options`; `program` speaks it by itself. `kind`: ours, numpy, or js for a library of this language.
 */
export const contestants = [
  {
    id: "rematrix",
    kind: "ours",
    precision: "f64",
    tolerance: F64,
    options: {},
    note: "as the lab trains: with batches it also shuffles, gathers, and takes the cost of all samples at epochs' ends",
  },
  {
    id: "rematrix, step alone",
    kind: "ours",
    precision: "f64",
    tolerance: F64,
    options: { stepAlone: true },
    workloads: ["W2", "W3", "W4"],
    reference: "stepAlone",
    note: "always the same batch: forward, backward, update, nothing else, as the peers do it",
  },
  {
    id: "rematrix plain",
    kind: "ours",
    precision: "f64",
    tolerance: 0,
    options: { plain: true },
    note: "without WebAssembly; its cost is the same to the last bit",
  },
  {
    id: "numpy",
    kind: "numpy",
    precision: "f64",
    tolerance: F64,
    program: ["/usr/bin/python3", "peers/numpy_host.py"],
    environment: { OPENBLAS_NUM_THREADS: "1", OMP_NUM_THREADS: "1" },
  },
  { id: "ml-matrix", kind: "js", precision: "f64", tolerance: F64, file: "peers/ml-matrix.mjs" },
  {
    id: "convnetjs",
    kind: "js",
    precision: "f64",
    tolerance: F64,
    file: "peers/convnetjs.mjs",
    workloads: ["W2", "W3", "W4"],
    note: "sample by sample, one update per batch; no x², x³",
  },
  {
    id: "brain.js",
    kind: "js",
    precision: "f32",
    tolerance: F32,
    file: "peers/brain.mjs",
    workloads: ["W2"],
    reference: "online",
    note: "online: a step is ten samples and ten updates, compared with ours in batches of one",
  },
  {
    id: "tfjs-cpu",
    kind: "js",
    precision: "f32",
    tolerance: F32,
    file: "peers/tfjs.mjs",
    options: { backend: "cpu" },
  },
  {
    id: "tfjs-wasm",
    kind: "js",
    precision: "f32",
    tolerance: F32,
    file: "peers/tfjs.mjs",
    options: { backend: "wasm" },
    note: "one thread",
  },
  {
    id: "jax-js",
    kind: "js",
    precision: "f32",
    tolerance: F32,
    file: "peers/jax-js.mjs",
    options: { dtype: "float32" },
    note: "wasm backend",
  },
  {
    id: "jax-js f64",
    kind: "js",
    precision: "f64",
    // Its exponential and tanh are polynomials of about eight digits.
    tolerance: 1e-6,
    file: "peers/jax-js.mjs",
    options: { dtype: "float64" },
    note: "wasm backend; its exp and tanh hold about eight digits",
  },
];

/** Those who can run a workload. */
export function contestantsOf(workload) {
  return contestants.filter(({ workloads }) => workloads === undefined || workloads.includes(workload));
}
