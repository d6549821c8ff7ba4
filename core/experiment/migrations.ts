/** The version that this lab reads and writes. */
export const currentVersion = 1;

/** Turns the value of one version into that of the next. */
export type Migration = (older: Readonly<Record<string, unknown>>) => Record<string, unknown>;

/** `migrations[n]` turns version n into version n + 1: one for every version before the current one. */
export const migrations: Readonly<Record<number, Migration>> = {};

/** A value of an older version as one of the current version; a value of the current one as it is. */
export function migrate(
  value: Readonly<Record<string, unknown>>,
  version: number,
): Readonly<Record<string, unknown>> {
  let migrated = value;
  for (let from = version; from < currentVersion; from++) {
    migrated = { ...migrations[from](migrated), version: from + 1 };
  }
  return migrated;
}
