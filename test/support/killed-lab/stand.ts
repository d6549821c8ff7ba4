import type { Page } from "@playwright/test";
import { readFileSync } from "node:fs";
import { readArchive } from "../../../core/archive/read-archive.ts";

/**
 * How far work has come: which edit was the last, and the step of its training. An edit writes its number into the
 * experiment's name, or into its seed, which begins the training anew.
 */
export interface Stand {
  readonly edit: number;
  readonly step: number;
}

/** A stand that a page showed, and when, in milliseconds since 1970. */
export interface Shown extends Stand {
  readonly time: number;
}

/** Negative where the first is behind the second. */
export function compareStands(one: Stand, other: Stand): number {
  return one.edit - other.edit || one.step - other.step;
}

/** The name that an edit of this number writes. */
export const nameOf = (edit: number): string => `Edit ${edit}`;

const editIn = (name: string, seed: number): number =>
  Math.max(seed, Number(/^Edit (\d+)$/.exec(name)?.[1] ?? 0));

/** The stand of an experiment file, or what is wrong with it; null where there is no file. */
export function standIn(path: string): Stand | { readonly problem: string } | null {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
  const read = readArchive(new Uint8Array(bytes));
  if (!read.ok) return { problem: `${path} does not read: ${JSON.stringify(read.problems)}` };
  const { experiment, saved } = read.value;
  return { edit: editIn(experiment.name, experiment.seed), step: saved?.state.trainer.step ?? 0 };
}

/** Has a page write down what it shows, twenty times a second; to be called before it is loaded. */
export async function recordStands(page: Pick<Page, "addInitScript">): Promise<void> {
  await page.addInitScript(() => {
    const shown: { time: number; name: string; seed: number; step: number }[] = [];
    Object.assign(window, { shownStands: shown });
    setInterval(() => {
      const input = (label: string): HTMLInputElement | undefined =>
        [...document.querySelectorAll("input")].find(
          (one) => one.ariaLabel === label || one.labels?.[0]?.textContent?.trim() === label,
        );
      const [name, seed] = [input("Name of the experiment"), input("Seed")];
      const step = document.querySelector('[data-testid="step"]')?.getAttribute("data-value");
      if (name === undefined || seed === undefined || step === null || step === undefined) return;
      shown.push({ time: Date.now(), name: name.value, seed: Number(seed.value), step: Number(step) });
    }, 50);
  });
}

/**
 * What a page showed, in order: also after its main process has died. Between an edit that begins the training anew
 * and its first frame a page shows the old step with the new edit; such moments are left out.
 */
export async function readStands(page: Page): Promise<Shown[]> {
  const all = await page.evaluate(
    () =>
      (window as unknown as { shownStands: { time: number; name: string; seed: number; step: number }[] })
        .shownStands,
  );
  const stands: Shown[] = [];
  for (const { time, name, seed, step } of all.reverse()) {
    const stand = { time, edit: editIn(name, seed), step };
    const later = stands[0];
    if (later === undefined || compareStands(stand, later) <= 0) stands.unshift(stand);
  }
  return stands;
}
