/*
 * Written so that a very old Node still reads it: it is there to tell such a Node what is wrong.
 */

/** What to say when this Node is too old for the lab, or null: `^20.19.0 || >=22.12.0` as package.json has it. */
export function nodeTooOld(version) {
  const parts = version.split(".").map(Number);
  const major = parts[0];
  const minor = parts[1];
  const fits = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22;
  if (fits) return null;
  return (
    "Rematrix needs Node 20.19 or newer (or 22.12 or newer), and this is Node " +
    version +
    ". A current one is at https://nodejs.org."
  );
}

/** Ends the process with a plain sentence when this Node is too old. */
export function requireNode() {
  const problem = nodeTooOld(process.versions.node);
  if (problem === null) return;
  process.stderr.write(problem + "\n");
  process.exit(1);
}
