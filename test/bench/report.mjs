/** A race as a table: who, how fast, how far from ours; then the goals. */
export function raceTable({ workload, title, results, goals }) {
  const ours = results.find(({ id }) => id === "rematrix")?.stepsPerSecond ?? null;
  const rows = results.map(({ id, precision, stepsPerSecond, spread, busy, failed }) => {
    if (stepsPerSecond === null) return [id, precision, "–", "", "", failed];
    const share = Math.abs(busy - 1) > 0.1 ? `${Math.round(100 * busy)} % of a core` : "";
    return [
      id,
      precision,
      number(stepsPerSecond),
      `±${(50 * spread).toFixed(0)} %`,
      ours === null ? "" : `${ratio(ours / stepsPerSecond)}`,
      share,
    ];
  });
  const lines = columns([["", "", "steps/s", "", "ours ÷ it", ""], ...rows], [0, 0, 1, 1, 1, 0]);
  return [`${workload}  ${title}`, ...lines.map((line) => `  ${line}`), ...goalLines(goals), ""].join("\n");
}

/** One line per goal: met or not, and how far. */
export function goalLines(goals) {
  return goals.map(({ against, goal, rival, ratio: reached, alone, distance, met }) => {
    const aim = `≥ ${goal} × ${against}`;
    if (met === null)
      return `  open     ${aim}: ${rival === null ? "nobody to compare with" : "no figure of ours"}`;
    const who = against.startsWith("the best") ? ` (${rival})` : "";
    const rest = met ? "" : `, ${Math.round(100 * distance)} % of the goal`;
    const bare = alone === null ? "" : `; the step alone ${ratio(alone)}`;
    return `  ${met ? "met    " : "NOT MET"}  ${aim}${who}: ${ratio(reached)}${rest}${bare}`;
  });
}

/** Three digits that count, thousands grouped. */
export function number(value) {
  return value >= 100 ? Math.round(value).toLocaleString("en-US") : value.toPrecision(3);
}

function ratio(value) {
  return `${value >= 100 ? Math.round(value) : Number(value.toPrecision(3))} ×`;
}

/** Lines of columns as wide as their widest cell; `right` says which are flush right. */
function columns(rows, right) {
  const widths = right.map((_, at) => Math.max(...rows.map((row) => row[at].length)));
  return rows.map((row) =>
    row
      .map((cell, at) => (right[at] ? cell.padStart(widths[at]) : cell.padEnd(widths[at])))
      .join("  ")
      .trimEnd(),
  );
}
