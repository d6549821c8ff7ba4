import { statSync } from "node:fs";
import { basename } from "node:path";
import type { Session } from "./connection.ts";
import type { DroppedFact } from "./preload-world.ts";

/** What a page will see of a file, with its path. */
export function factOf(path: string): DroppedFact {
  const { size, mtimeMs } = statSync(path);
  return { name: basename(path), size, modified: Math.floor(mtimeMs), path };
}

/** Drags files from outside into a page, and drops them there. */
export async function dragIn(session: Pick<Session, "send">, paths: readonly string[]): Promise<void> {
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"]) {
    await session.send("Input.dispatchDragEvent", { type, x: 400, y: 300, data });
  }
}
