import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, watch, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";

/** What a second start hands to the first. */
export interface Start {
  readonly argv: readonly string[];
  readonly folder: string;
  readonly carried: unknown;
}

let held: string | null = null;

/**
 * Takes the lock of a folder of user data; false when another process that still runs holds it, which is
 * then told of this start. The lock is a file with the holder's number: a killed holder's counts no more.
 */
export function takeLock(folder: string, carried: unknown, onSecond: (start: Start) => void): boolean {
  const file = join(folder, "SingletonLock");
  const mailbox = join(folder, "SingletonMail");
  if (held === file) return true;
  mkdirSync(mailbox, { recursive: true });
  const holder = holderOf(file);
  if (holder !== null && isRunning(holder)) {
    const start: Start = { argv: process.argv, folder: process.cwd(), carried };
    const letter = join(mailbox, String(process.pid));
    writeFileSync(`${letter}.part`, JSON.stringify(start));
    renameSync(`${letter}.part`, `${letter}.json`);
    return false;
  }
  writeFileSync(file, String(process.pid));
  held = file;
  process.on("exit", dropLock);
  const read = (): void => {
    for (const name of readdirSync(mailbox)) {
      if (!name.endsWith(".json")) continue;
      const letter = join(mailbox, name);
      const start = JSON.parse(readFileSync(letter, "utf8")) as Start;
      rmSync(letter);
      onSecond(start);
    }
  };
  rmSync(mailbox, { recursive: true });
  mkdirSync(mailbox);
  watch(mailbox, { persistent: false }, read);
  return true;
}

/** Gives the lock back. */
export function dropLock(): void {
  if (held !== null) rmSync(held, { force: true });
  held = null;
}

function holderOf(file: string): number | null {
  try {
    return Number(readFileSync(file, "utf8"));
  } catch {
    return null;
  }
}

function isRunning(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch {
    return false;
  }
}
