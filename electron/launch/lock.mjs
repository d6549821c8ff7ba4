import { mkdir, readFile, unlink, writeFile } from "node:fs/promises";
import path from "node:path";

const retryAfter = 200;

/**
 * Runs `action` while no other process does so with the same lock file: two commands started at once on
 * a fresh machine must not both install. A lock whose process is gone does not count.
 */
export async function withLock(file, action) {
  await mkdir(path.dirname(file), { recursive: true });
  while (!(await take(file))) await new Promise((resolve) => setTimeout(resolve, retryAfter));
  try {
    return await action();
  } finally {
    await unlink(file).catch(() => undefined);
  }
}

async function take(file) {
  try {
    await writeFile(file, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
  }
  const holder = Number(await readFile(file, "utf8").catch(() => ""));
  // 0 is a lock just being written, or one just being released: look again.
  if (holder > 0 && !isRunning(holder)) await unlink(file).catch(() => undefined);
  return false;
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}
