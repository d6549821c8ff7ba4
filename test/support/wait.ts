import { vi } from "vitest";

/** How long a slow machine is given, in milliseconds: vitest's own second is too short for a file's way to the disk. */
const PATIENCE = 20_000;

/** Waits until a condition holds. */
export function waitUntil(
  condition: () => boolean,
  options: { readonly interval?: number } = {},
): Promise<boolean> {
  return vi.waitUntil(condition, { timeout: PATIENCE, ...options });
}

/** Waits until nothing throws any more. */
export function waitFor(check: () => void): Promise<void> {
  return vi.waitFor(check, { timeout: PATIENCE });
}
