import type { MatrixKey } from "../../core/network/names.ts";
import type { Frame } from "../../core/training/frame.ts";
import type { Motion } from "../micro/motion.ts";
import { MicroPicture, type MicroFacts } from "./micro-picture.svelte.ts";
import type { Player } from "./player.svelte.ts";

/** Where a round goes on when the engine shows its step. */
interface Place {
  readonly index: number;
  readonly beat: "first" | "before-last" | "last";
  /** Whether the states follow each other by themselves from there. */
  readonly running: boolean;
}

/** What the engine was asked for and has not shown yet. */
type Wish =
  | { readonly kind: "rest" }
  /** The update of the round. */
  | { readonly kind: "update" }
  /** The next step, and its first micro-step. */
  | { readonly kind: "step" }
  | { readonly kind: "past"; readonly step: number; readonly place: Place };

/**
 * The training step opened up: the micro-steps of one update, one at a time, forwards and backwards.
 *
 * A round is a step at rest: its frame holds every matrix of the pass, and a micro-step shows one more of
 * them. The last one is the update itself: the engine makes it, and the step after it is the next round.
 */
export class Micro {
  open = $state(false);
  readonly picture: MicroPicture;
  #wish = $state.raw<Wish | null>(null);
  /** It was opened by a key or a button: the panel takes the keyboard's focus once. */
  wantsFocus = false;

  readonly #player: Player;
  readonly #motion: Motion;
  #cancel: () => void = () => undefined;

  constructor(player: Player, facts: MicroFacts, motion: Motion) {
    this.#player = player;
    this.#motion = motion;
    this.picture = new MicroPicture(player, facts, motion);
  }

  /** Training is not at rest, or the engine is at it: nothing can be pressed. */
  readonly busy = $derived.by(() => this.open && (this.#wish !== null || this.picture.round === null));
  /** The update has changed the weights. */
  readonly made = $derived.by(() => this.picture.after !== null);
  readonly canGoBack = $derived.by(() => {
    if (!this.open || this.busy) return false;
    const { index, round } = this.picture;
    return this.made || index > 0 || this.#goesBackInBeats || (round?.step ?? 0) > 0;
  });

  /** Whether a matrix has not been computed yet: none of its numbers may be seen anywhere. */
  hides(key: MatrixKey): boolean {
    return this.open && this.picture.hides(key);
  }

  toggle(): void {
    if (this.open) this.close();
    else this.start();
  }

  /** Opens at the first micro-step of the step on the screen; training pauses. */
  start(): void {
    const { frame, problems, crash } = this.#player;
    if (frame === null || problems.length > 0 || crash !== null) return;
    this.open = true;
    this.wantsFocus = true;
    if (frame.status !== "running") return this.#begin(frame);
    this.#wish = { kind: "rest" };
    this.#player.pause();
  }

  close(): void {
    this.#cancel();
    this.open = false;
    this.#wish = null;
    this.picture.clear();
  }

  /** On to the next micro-step; with reduced motion, to the next state of this one. */
  next(): void {
    if (!this.#ready) return;
    const { picture } = this;
    if (picture.after !== null) return this.#begin(picture.after);
    if (this.#motion.reduced && picture.beatIndex < picture.lastBeat) {
      return this.#showBeat(picture.beatIndex + 1);
    }
    if (picture.atUpdate) return this.#makeUpdate();
    this.goTo(picture.index + 1);
  }

  /** Back to the micro-step before it, complete; from the first one to the update that led here. */
  back(): void {
    if (!this.canGoBack) return;
    const { index, lastIndex, beatIndex, after, round } = this.picture;
    const { step } = round!;
    const beforeUpdate: Place = { index: lastIndex, beat: "before-last", running: false };
    if (after !== null) {
      const place: Place = { index: lastIndex - 1, beat: "last", running: false };
      this.#travel(step, this.#motion.reduced ? beforeUpdate : place);
    } else if (this.#goesBackInBeats) this.#show(index, beatIndex - 1);
    else if (index === 0) this.#travel(step - 1, beforeUpdate);
    else this.#place({ index: index - 1, beat: "last", running: false });
  }

  /** To the end of this micro-step. */
  skip(): void {
    if (!this.#ready || this.made) return;
    if (this.picture.atUpdate) this.#makeUpdate();
    else this.#show(this.picture.index, this.picture.lastBeat);
  }

  /** This micro-step once more from its beginning; an update is taken back for it. */
  replay(): void {
    this.goTo(this.picture.index);
  }

  /** Another micro-step of this round, from its beginning. */
  goTo(index: number): void {
    if (!this.#ready || index < 0 || index > this.picture.lastIndex) return;
    const place: Place = { index, beat: "first", running: true };
    if (this.made) this.#travel(this.picture.round!.step, place);
    else this.#place(place);
  }

  /** Makes the whole update at once: on to the first micro-step of the next one. */
  wholeStep(): void {
    if (!this.#ready) return;
    if (this.picture.after !== null) return this.#begin(this.picture.after);
    this.#ask({ kind: "step" });
    this.#player.advance("step");
  }

  /** A frame is on the screen: what was asked for, the same step in more detail, or a step chosen elsewhere. */
  take(frame: Frame): void {
    if (!this.open) return;
    const wish = this.#wish;
    const { round, after, atUpdate } = this.picture;
    if (frame.status === "running") {
      // Somebody plays; or the engine is still on its way.
      if (wish === null) this.close();
    } else if (round === null || frame.generation !== round.generation) this.#begin(frame);
    else if (wish?.kind === "past" && frame.step === wish.step) this.#arrive(frame, wish.place);
    else if (frame.step === (after ?? round).step) this.#refresh(frame);
    else if (frame.step === round.step + 1 && after === null && atUpdate && wish?.kind !== "step") {
      this.#complete(frame);
    } else this.#begin(frame);
  }

  get #ready(): boolean {
    return this.open && !this.busy;
  }

  /** With reduced motion, the states of a micro-step are gone through backwards too. */
  get #goesBackInBeats(): boolean {
    return this.#motion.reduced && this.picture.beatIndex > 0;
  }

  /** A new round begins with this frame. */
  #begin(frame: Frame): void {
    this.#arrive(frame, { index: 0, beat: "first", running: true });
  }

  #arrive(frame: Frame, place: Place): void {
    this.#wish = null;
    this.picture.round = frame;
    this.picture.after = null;
    this.#place(place);
  }

  #place({ index, beat, running }: Place): void {
    const { picture } = this;
    this.#show(index, 0);
    if (beat !== "first") picture.beatIndex = Math.max(0, picture.lastBeat - (beat === "last" ? 0 : 1));
    if (running) this.#run();
  }

  /** The update was made. */
  #complete(frame: Frame): void {
    this.#wish = null;
    this.picture.after = frame;
    this.#show(this.picture.index, this.picture.lastBeat);
  }

  /** The step on the screen once more, perhaps with more of its numbers; or nothing came of an update. */
  #refresh(frame: Frame): void {
    if (this.made) this.picture.after = frame;
    else this.picture.round = frame;
    const forward = this.#wish?.kind === "update" || this.#wish?.kind === "step";
    if (forward && (frame.status === "diverged" || frame.status === "stopped")) this.#wish = null;
  }

  #show(index: number, beat: number): void {
    this.#cancel();
    this.picture.show(index, beat);
  }

  /** The next state of this micro-step; the last one of an update is the engine's. */
  #showBeat(beat: number): void {
    const { index, atUpdate, lastBeat } = this.picture;
    if (atUpdate && beat >= lastBeat) this.#makeUpdate();
    else this.#show(index, beat);
  }

  /** Lets the states follow each other by themselves. */
  #run(): void {
    const { beat, beatIndex, lastBeat } = this.picture;
    if (this.#motion.reduced || beat === null || beatIndex >= lastBeat) return;
    this.#cancel = this.#motion.after(beat.milliseconds, () => {
      this.#showBeat(beatIndex + 1);
      if (this.#ready) this.#run();
    });
  }

  #makeUpdate(): void {
    this.#ask({ kind: "update" });
    this.#player.advance("step");
  }

  #travel(step: number, place: Place): void {
    this.#ask({ kind: "past", step, place });
    this.#player.stepBack();
  }

  #ask(wish: Wish): void {
    this.#cancel();
    this.#wish = wish;
  }
}
