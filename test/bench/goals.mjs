/**
 * What is aimed at: ours ÷ theirs in steps per second, in one and the same run. Of several rivals the
 * fastest counts.
 */
export const goals = {
  W1: [
    { against: "NumPy", ratio: 40, rivals: ({ kind }) => kind === "numpy" },
    { against: "the best JavaScript peer", ratio: 30, rivals: ({ kind }) => kind === "js" },
  ],
  W2: [
    { against: "NumPy", ratio: 15, rivals: ({ kind }) => kind === "numpy" },
    { against: "brain.js (f32)", ratio: 2.4, rivals: ({ id }) => id === "brain.js" },
  ],
  W3: [
    { against: "NumPy", ratio: 0.52, rivals: ({ kind }) => kind === "numpy" },
    { against: "jax-js (f32)", ratio: 1.15, rivals: ({ id }) => id === "jax-js" },
    {
      against: "the best f64 JavaScript peer",
      ratio: 14,
      rivals: ({ kind, precision }) => kind === "js" && precision === "f64",
    },
  ],
  W4: [
    { against: "NumPy", ratio: 0.48, rivals: ({ kind }) => kind === "numpy" },
    { against: "jax-js (f32)", ratio: 1.05, rivals: ({ id }) => id === "jax-js" },
  ],
};

/**
 * Holds the results of one workload, `[{ id, kind, precision, stepsPerSecond }]` (null where there is no
 * comparable figure), against its goals: for each the rival, the ratio reached and whether it is enough.
 * A goal nobody can be held against has `met: null`; the others `distance`, ratio ÷ goal. What counts is
 * training as the lab does it; `alone` is the ratio of the bare step.
 */
export function judge(workload, results) {
  const ours = results.find(({ id }) => id === "rematrix");
  return goals[workload].map(({ against, ratio, rivals }) => {
    const running = results.filter((result) => rivals(result) && result.stepsPerSecond !== null);
    const rival = running.reduce(
      (best, result) => (best === null || result.stepsPerSecond > best.stepsPerSecond ? result : best),
      null,
    );
    if (rival === null || ours === undefined || ours.stepsPerSecond === null) {
      return {
        against,
        goal: ratio,
        rival: rival?.id ?? null,
        ratio: null,
        alone: null,
        distance: null,
        met: null,
      };
    }
    const reached = ours.stepsPerSecond / rival.stepsPerSecond;
    const alone = results.find(({ id }) => id === "rematrix, step alone")?.stepsPerSecond ?? null;
    return {
      against,
      goal: ratio,
      rival: rival.id,
      ratio: reached,
      alone: alone && alone / rival.stepsPerSecond,
      distance: reached / ratio,
      met: reached >= ratio,
    };
  });
}
