import process from "node:process";
import { test } from "../support/editions.ts";
import { expect } from "../support/lab.ts";
import { Lives, type Death } from "../support/killed-lab/lives.ts";
import type { Stand } from "../support/killed-lab/stand.ts";

/** `npm run kill-9` asks for more of them, and for other seeds. */
const kills = Number(process.env.REMATRIX_KILLS ?? 3);
const seed = Number(process.env.REMATRIX_SEED ?? 20261123);

const say = (line: string): boolean => process.stdout.write(`${line}\n`);
const told = (stand: Stand | null): string =>
  stand === null ? "none" : `edit ${stand.edit} step ${stand.step}`;

// Of Electron itself Playwright would have to find every start's process; the stand-in knows its own.
test(
  `killed with SIGKILL at ${kills} random moments while it trains, is edited and saves, the desktop loses no saved file and at most the last few seconds`,
  { tag: "@driven" },
  async ({ context, port, pageUrl }, info) => {
    test.setTimeout(60_000 + kills * 40_000);
    const lives = new Lives({ context, port, folder: info.outputPath("lives"), seed, pageUrl });
    const deaths: Death[] = [];
    await lives.begin();
    try {
      for (let round = 1; round <= kills; round++) {
        const death = await lives.dieOnce();
        deaths.push(death);
        const { after, saved, kept, lostMs } = death;
        say(`${round}: killed after ${after} ms; file ${told(saved)}, kept ${told(kept)}, lost ${lostMs} ms`);
      }
    } finally {
      await lives.end();
    }
    const lost = deaths.map(({ lostMs }) => lostMs).sort((a, b) => a - b);
    const wrong = deaths.filter(({ problems }) => problems.length > 0);
    const middle = lost[Math.floor(lost.length / 2)];
    say(
      `${kills} kills of the seed ${seed}: ${wrong.length} with something wrong; lost at most ${lost.at(-1)} ms, ${middle} ms in the middle`,
    );
    expect(wrong).toEqual([]);
  },
);
