import type { BrowserContext } from "@playwright/test";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { RandomState } from "../../../core/random/random-state.ts";
import { startDriven, type Driven } from "../driven-electron/start.mjs";
import { desktopFiles } from "../file-answers.ts";
import { expect, Lab } from "../lab.ts";
import { compareStands, nameOf, readStands, recordStands, standIn, type Stand } from "./stand.ts";

const main = fileURLToPath(new URL("../../../out/electron/main.js", import.meta.url));

/** Work that is older than this when it comes back is more than the last few seconds. */
const MOST_LOST_MS = 10_000;

/** What was found after a kill. */
export interface Death {
  /** How long the lab had been worked with, in milliseconds. */
  readonly after: number;
  /** How far the document's file had come, and the work that was offered; null where there was none. */
  readonly saved: Stand | null;
  readonly kept: Stand | null;
  /** How old the best of them was, in milliseconds: since the page first showed anything newer. */
  readonly lostMs: number;
  /** What should not have been. */
  readonly problems: readonly string[];
}

/** Where lives take place, which windows are opened in, and by what chance things happen. */
export interface Setting {
  readonly context: BrowserContext;
  readonly port: number;
  /** Where documents are saved, and the folder of the application's own. */
  readonly folder: string;
  readonly seed: number;
  readonly pageUrl: string;
}

/** A lab on the desktop that is worked with, killed, and started again on the same folders, over and over. */
export class Lives {
  readonly #setting: Setting;
  readonly #chance: RandomState;
  #shell: Driven | null = null;
  #edit = 1000;
  #documents = 0;
  #lives = 0;
  /** Where the document will be saved, or was. */
  #file = "";
  /** The digests of the versions that were saved, the newest last. */
  #saved: string[] = [];
  /** How far the work had come at least when a save was asked for that nobody has seen to end. */
  #saving: Stand | null = null;
  #dead = false;
  #problems: string[] = [];

  constructor(setting: Setting) {
    this.#setting = setting;
    this.#chance = new RandomState(setting.seed);
  }

  /** The first start. */
  async begin(): Promise<void> {
    await recordStands(this.#setting.context);
    this.#newDocument();
    await this.#start();
  }

  /** Works for a while, is killed, and is started again: what came back is what the next life goes on with. */
  async dieOnce(): Promise<Death> {
    const lab = await this.#lab();
    // In every third life nothing is saved until there is more than may be lost: all there is then is what was kept.
    const saves = ++this.#lives % 3 > 0;
    const after = saves ? this.#draw(100, 6000) : MOST_LOST_MS + this.#draw(1000, 4000);
    this.#dead = false;
    this.#problems = [];
    const working = this.#work(lab, saves ? 6 : 0);
    await lab.page.waitForTimeout(after);
    await this.#kill();
    await working;
    const now = Date.now();
    const stands = await readStands(lab.page);
    await this.#shell?.kill();
    const saved = this.#look(this.#file);
    this.#judgeFile(saved);
    const [kept, ...others] = this.#keptFiles().map((path) => this.#look(path));
    if (others.length > 0)
      this.#problems.push(`${others.length + 1} pieces of work were kept for one window`);
    const best = [saved, kept ?? null].reduce(further) ?? { edit: 0, step: 0 };
    const newer = stands.find((stand) => compareStands(stand, best) > 0);
    const lostMs = newer === undefined ? 0 : now - newer.time;
    if (lostMs > MOST_LOST_MS) this.#problems.push(`the last ${lostMs} ms were lost`);
    if (stands.length === 0) this.#problems.push("the page never showed anything");
    await this.#comeBack(saved, kept ?? null);
    return { after, saved, kept: kept ?? null, lostMs, problems: this.#problems };
  }

  async end(): Promise<void> {
    await this.#shell?.stop();
  }

  /** Edits, saves and trains at random until it is killed in the middle of it; `saves` of ten acts are saves. */
  async #work(lab: Lab, saves: number): Promise<void> {
    while (!this.#dead) {
      const act = this.#draw(0, 10);
      if (act < saves) await this.#save(lab);
      else if (act < 8) await lab.enter("Name of the experiment", nameOf(++this.#edit));
      else await lab.enter("Seed", String(++this.#edit));
      if ((await lab.button("Play").count()) > 0) await lab.button("Play").click();
      await this.#pause(this.#draw(20, 400));
    }
  }

  /** Saves, and waits until the file on the disk is another one, or the kill has come before. */
  async #save(lab: Lab): Promise<void> {
    const before = stampOf(this.#file);
    const atLeast = (await readStands(lab.page)).at(-1);
    if (this.#dead || atLeast === undefined) return;
    this.#saving = atLeast;
    if (before === null) {
      const answer = { kind: "save", path: this.#file } as const;
      await this.#shell
        ?.evaluate(({ driven }, value) => driven.person.answer(value), answer)
        .catch(() => undefined);
    }
    await lab.button("Save").click();
    while (!this.#dead) {
      await this.#pause(20);
      if (stampOf(this.#file) === before) continue;
      this.#saved.push(digestOf(this.#file));
      this.#saving = null;
      return;
    }
  }

  /** The file must be whole: the version that was saved last, or the one that was just being saved. */
  #judgeFile(found: Stand | null): void {
    const last = this.#saved.at(-1);
    if (found === null) {
      if (last !== undefined) this.#problems.push("the saved file is gone");
      return;
    }
    if (digestOf(this.#file) === last) return;
    if (this.#saving === null || compareStands(found, this.#saving) < 0) {
      this.#problems.push(`the file is none that was saved: ${JSON.stringify(found)}`);
    }
  }

  /** Starts again, where the kept work must be offered if there is any, and is taken up unless the file is further. */
  async #comeBack(saved: Stand | null, kept: Stand | null): Promise<void> {
    await this.#start();
    const lab = await this.#lab();
    const offer = lab.page.getByRole("dialog", { name: "Unsaved work was found" });
    const item = offer.getByRole("listitem");
    const recovers = kept !== null && (saved === null || compareStands(kept, saved) >= 0);
    if (kept !== null) {
      await expect(item).toHaveCount(1);
      await item.getByRole("button", { name: recovers ? /^Recover / : /^Discard / }).click();
    }
    await expect(offer).toBeHidden();
    if (!recovers) return this.#newDocument();
    await lab.atStep(kept.step);
    await expect(lab.unsavedMark).toBeVisible();
    const [name, seed] = [
      await lab.field("Name of the experiment").inputValue(),
      await lab.field("Seed").inputValue(),
    ];
    if (name !== nameOf(kept.edit) && Number(seed) !== kept.edit) {
      this.#problems.push(`recovered ${name} of seed ${seed} in place of edit ${kept.edit}`);
    }
    this.#saving = null;
    this.#saved = saved === null ? [] : [digestOf(this.#file)];
  }

  #newDocument(): void {
    this.#file = join(this.#setting.folder, `document ${++this.#documents}.rematrix`);
    this.#saved = [];
    this.#saving = null;
  }

  async #start(): Promise<void> {
    const { context, port, folder } = this.#setting;
    const [home, userData] = [join(folder, "home"), this.#userData];
    this.#shell = await startDriven({ main, context, port, home, userData });
  }

  async #lab(): Promise<Lab> {
    if (this.#shell === null) throw new Error("the lab was never started");
    const lab = new Lab(await this.#shell.firstWindow(), this.#setting.pageUrl, desktopFiles(this.#shell));
    await lab.ready();
    return lab;
  }

  /** The process alone: its pages stay, and tell what they showed last. */
  async #kill(): Promise<void> {
    this.#shell?.process.kill("SIGKILL");
    await this.#shell?.closed;
    this.#dead = true;
  }

  get #userData(): string {
    return join(this.#setting.folder, "user-data");
  }

  #keptFiles(): string[] {
    const folder = join(this.#userData, "recovery");
    if (!existsSync(folder)) return [];
    return readdirSync(folder)
      .filter((name) => name.endsWith(".rematrix"))
      .map((name) => join(folder, name));
  }

  #look(path: string): Stand | null {
    const found = standIn(path);
    if (found === null || "edit" in found) return found;
    this.#problems.push(found.problem);
    return null;
  }

  /** A whole number from `low` to below `high`. */
  #draw(low: number, high: number): number {
    return this.#chance.randint(low, high, 1, 1).values[0];
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, ms));
  }
}

function further(one: Stand | null, other: Stand | null): Stand | null {
  if (one === null || other === null) return one ?? other;
  return compareStands(one, other) >= 0 ? one : other;
}

/** What changes when a file is written anew; null where there is none. */
function stampOf(path: string): string | null {
  const found = statSync(path, { throwIfNoEntry: false });
  return found === undefined ? null : `${found.ino} ${found.mtimeMs}`;
}

function digestOf(path: string): string {
  return createHash("sha256").update(readFileSync(path)).digest("hex");
}
