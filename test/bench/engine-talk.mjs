import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";

/**
 * Talks to a training worker as the page does: takes each frame at the next picture of a 60 Hz display,
 * and gives and times commands. Its text also runs inside a page: it must not name anything outside.
 *
 * @param {{ post: (command: object) => void, listen: (hear: (event: object) => void) => void }} port
 * @param {(callback: () => void) => void} onPicture calls back when the next picture is drawn
 */
export function createTalk({ post, listen }, onPicture) {
  let newest = null;
  let streaming = true;
  let held = false;
  let frames = 0;
  let waiting = [];
  const fail = (message) => waiting.splice(0).forEach(({ reject }) => reject(new Error(message)));
  const take = () => post({ kind: "taken" });
  listen((event) => {
    if (event.kind === "refused") fail(JSON.stringify(event.problems));
    if (event.kind !== "frame") return;
    newest = event.frame;
    frames++;
    if (newest.status === "diverged") fail(`training broke down at step ${newest.step}`);
    if (streaming) onPicture(take);
    else held = true;
    waiting = waiting.filter(({ wanted, resolve }) => {
      if (!wanted(newest)) return true;
      resolve(newest);
      return false;
    });
  });
  const wait = (wanted) =>
    new Promise((resolve, reject) => {
      waiting.push({ wanted, resolve, reject });
      setTimeout(() => reject(new Error("the engine does not answer")), 30_000).unref?.();
    });
  const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
  const resting = (frame) => frame.status === "paused";
  /** Milliseconds from a command to the frame that answers it. */
  const time = async (command, wanted) => {
    const begun = performance.now();
    const answer = wait(wanted);
    post(command);
    await answer;
    return performance.now() - begun;
  };
  const play = async () => {
    const { step } = newest;
    const moving = wait((frame) => frame.status === "running" && frame.step > step);
    post({ kind: "play" });
    await moving;
  };
  return {
    /** Loads an experiment, to be trained as fast as it can. */
    async load(experiment) {
      post({ kind: "pace", stepsPerSecond: null });
      const loaded = wait((frame) => frame.step === 0 && resting(frame));
      post({ kind: "load", generation: 1, experiment });
      await loaded;
    },
    /** Trains for a while, with frames or without any: steps and frames per second. */
    async speed(milliseconds, stream) {
      const { step } = newest;
      streaming = stream;
      frames = 0;
      post({ kind: "play" });
      const begun = performance.now();
      await pause(milliseconds);
      const [lasted, shown] = [performance.now() - begun, frames];
      const rest = wait(resting);
      post({ kind: "pause" });
      streaming = true;
      if (held) take();
      held = false;
      const frame = await rest;
      return {
        stepsPerSecond: (1000 * (frame.step - step)) / lasted,
        framesPerSecond: (1000 * shown) / lasted,
      };
    },
    /** Each command once, given while training at full speed: milliseconds until it is answered. */
    async delays(afterMilliseconds) {
      await play();
      await pause(afterMilliseconds);
      const rate = newest.learningRate === 0.01 ? 0.009 : 0.01;
      const learningRate = await time(
        { kind: "learning-rate", learningRate: rate },
        (frame) => frame.learningRate === rate,
      );
      await pause(afterMilliseconds);
      const pausing = await time({ kind: "pause" }, resting);
      const next = newest.step + 1;
      const step = await time(
        { kind: "advance", unit: "step", count: 1 },
        (frame) => resting(frame) && frame.step === next,
      );
      return { pause: pausing, step, learningRate };
    },
  };
}

/** A talk with the desktop edition's built worker; `close` ends it. */
export function talkInNode() {
  const file = fileURLToPath(new URL("../../out/electron/training-worker.mjs", import.meta.url));
  if (!existsSync(file)) throw new Error(`There is no ${file}; \`npm run build\` makes it.`);
  const worker = new Worker(file);
  worker.once("error", (error) => {
    throw error;
  });
  const port = {
    post: (command) => worker.postMessage(command),
    listen: (hear) => worker.on("message", hear),
  };
  const begun = performance.now();
  const picture = 1000 / 60;
  const onPicture = (callback) =>
    setTimeout(callback, picture - ((performance.now() - begun) % picture)).unref();
  return { talk: createTalk(port, onPicture), close: () => worker.terminate() };
}

/** The same talk inside an open page of the lab, with a second worker of the browser edition. */
export async function talkInPage(page) {
  const url = page.workers()[0]?.url();
  if (url === undefined) throw new Error("the page runs no training worker");
  await page.evaluate(`{
    const worker = new Worker(${JSON.stringify(url)}, { type: "module" });
    const port = {
      post: (command) => worker.postMessage(command),
      listen: (hear) => worker.addEventListener("message", (message) => hear(message.data)),
    };
    window.benchTalk = (${createTalk})(port, requestAnimationFrame);
  }`);
  const call =
    (name) =>
    (...parameters) =>
      page.evaluate(`window.benchTalk.${name}(...${JSON.stringify(parameters)})`);
  return { load: call("load"), speed: call("speed"), delays: call("delays") };
}
