import type { Derivation } from "../../core/calculus/derivation.ts";
import { derive, TooLongError } from "../../core/calculus/derive.ts";
import {
  networkProgram,
  type NetworkProgram,
  type NetworkTask,
} from "../../core/derivation/network-program.ts";
import type { NetworkSizes } from "../../core/derivation/network-symbols.ts";
import type { NameStyle } from "../../core/network/names.ts";
import { NO_ROLES, rolesOf, type Role } from "./matrix-roles.ts";
import { viewGoal, viewStep, type GoalView, type StepView } from "./step-view.ts";

/** What is derived: a network with its cost, in a person's sizes. */
export interface Subject extends NetworkTask {
  readonly sizes: NetworkSizes;
  readonly targetsSumToOne: boolean;
}

/** Calls back after some milliseconds, unless what it returns is called before. */
export type After = (milliseconds: number, callback: () => void) => () => void;

interface Sources {
  /** Null while there is no network to derive anything of. */
  readonly subject: () => Subject | null;
  readonly style: () => NameStyle;
  readonly after: After;
  /** How long the step that is shown takes to be read, in milliseconds. */
  readonly dwell: (state: DerivationState) => number;
}

/** A parameter that the cost can be derived by: W⁽¹⁾, b⁽¹⁾, … */
export type Parameter = NetworkProgram["parameters"][number];

/** Which gradient is derived, how far it has got, and whether it goes on by itself. */
export class DerivationState {
  /** The code of the parameter that the person chose; another network may not have it. */
  #wanted = $state("W1");
  /** How many steps are to be shown; whoever is at the end stays there when an edit makes it longer. */
  #reached = $state(0);
  playing = $state(false);
  /** Whether shared names are written out. */
  expanded = $state(false);
  /** Reading the derivation, or doing it by hand. */
  mode = $state<"read" | "practice">("read");
  readonly #sources: Sources;
  #stop: () => void = () => undefined;

  readonly subject = $derived.by(() => this.#sources.subject());
  readonly network: NetworkProgram | null = $derived.by(() => {
    const { subject } = this;
    if (subject === null) return null;
    const { sizes, targetsSumToOne } = subject;
    return networkProgram(subject, { sizes, style: this.#sources.style(), targetsSumToOne });
  });
  readonly parameters: readonly Parameter[] = $derived(this.network?.parameters ?? []);
  readonly chosen: Parameter | null = $derived(
    this.parameters.find(({ symbol }) => symbol.code === this.#wanted) ?? this.parameters[0] ?? null,
  );
  readonly roles: ReadonlyMap<string, Role> = $derived(
    this.network && this.subject ? rolesOf(this.network, this.subject.network) : NO_ROLES,
  );
  /** Null where there is nothing to derive, or where it would take too many steps. */
  readonly derivation: Derivation | null = $derived.by(() => {
    const { network, chosen } = this;
    if (network === null || chosen === null) return null;
    try {
      return derive(network.program, chosen.symbol);
    } catch (error) {
      if (error instanceof TooLongError) return null;
      throw error;
    }
  });
  readonly count = $derived(this.derivation?.steps.length ?? 0);
  /** How many steps are shown. */
  readonly number = $derived(Math.min(this.#reached, this.count));
  readonly atEnd = $derived(this.number === this.count);
  readonly step: StepView | null = $derived(
    this.derivation && viewStep(this.derivation, this.number, this.roles, this.expanded),
  );
  readonly goal: GoalView | null = $derived(this.derivation && viewGoal(this.derivation, this.expanded));

  constructor(sources: Sources) {
    this.#sources = sources;
  }

  /** Another gradient, from its beginning; at the end of one, the end of the other. */
  choose(code: string): void {
    this.pause();
    if (code !== this.chosen?.symbol.code && !this.atEnd) this.#reached = 0;
    this.#wanted = code;
  }

  /** Shows so many steps. */
  goTo(number: number): void {
    this.pause();
    this.#show(number);
  }

  next(): void {
    this.goTo(this.number + 1);
  }

  back(): void {
    this.goTo(this.number - 1);
  }

  toStart(): void {
    this.goTo(0);
  }

  toEnd(): void {
    this.goTo(this.count);
  }

  /** Goes on step by step, each for as long as it takes to read it; from the beginning where it was at the end. */
  play(): void {
    if (this.count === 0) return;
    this.#stop();
    if (this.atEnd) this.#show(0);
    this.playing = true;
    this.#wait();
  }

  pause(): void {
    this.#stop();
    this.#stop = () => undefined;
    this.playing = false;
  }

  toggle(): void {
    if (this.playing) this.pause();
    else this.play();
  }

  #show(number: number): void {
    const within = Math.max(0, Math.round(number));
    this.#reached = within >= this.count ? Infinity : within;
  }

  #wait(): void {
    this.#stop = this.#sources.after(this.#sources.dwell(this), () => {
      this.#show(this.number + 1);
      if (this.atEnd) this.pause();
      else this.#wait();
    });
  }
}
