/** The version of `run.json`, and with it of the experiment file, that this lab reads and writes. */
export const currentRunVersion = 2;

/** Turns the value of one version into that of the next. */
export type RunMigration = (older: Readonly<Record<string, unknown>>) => Record<string, unknown>;

/** `runMigrations[n]` turns version n into version n + 1: one for every version before the current one. */
export const runMigrations: Readonly<Record<number, RunMigration>> = {
  // Version 1 had no kept runs: `runs` was an empty list.
  1: (older) => ({ ...older, runs: [] }),
};

/** A value of an older version as one of the current version; a value of the current one as it is. */
export function migrateRun(
  value: Readonly<Record<string, unknown>>,
  version: number,
): Readonly<Record<string, unknown>> {
  let migrated = value;
  for (let from = version; from < currentRunVersion; from++) {
    migrated = { ...runMigrations[from](migrated), version: from + 1 };
  }
  return migrated;
}
