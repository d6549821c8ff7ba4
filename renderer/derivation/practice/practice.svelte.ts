import { deltasOf } from "../../../core/calculus/eliminate.ts";
import type { DeltaFactor, Index, Term } from "../../../core/calculus/expression.ts";
import type { MatrixTerm } from "../../../core/calculus/matrix-expression.ts";
import {
  layOut,
  matrixTermOf,
  standingOf,
  tileOf,
  turn,
  type Board,
  type Tile,
} from "../../../core/calculus/practice/board.ts";
import type { Exercise } from "../../../core/calculus/practice/exercise.ts";
import { judgeContraction, nextContraction } from "../../../core/calculus/practice/judge-contraction.ts";
import { judgeMove } from "../../../core/calculus/practice/judge-move.ts";
import type { RightMove } from "../../../core/calculus/practice/moves.ts";
import { nextMove } from "../../../core/calculus/practice/next-move.ts";
import type { MoveReason } from "../../../core/calculus/practice/verdict.ts";
import { writeMatrixText } from "../../../core/calculus/write-text.ts";
import { Hand } from "./hand.svelte.ts";
import type { Phase, Said, Statement } from "./said.ts";

/** How far the learner is; what is undone is a whole place. */
interface Place {
  /** Which of the exercise's terms is worked on; their number where all are done. */
  readonly number: number;
  /** The term with the δ that are left, null where all are done. */
  readonly term: Term | null;
  /** Its pieces, once no δ is left. */
  readonly board: Board | null;
  readonly finished: readonly MatrixTerm[];
}

interface Past {
  readonly place: Place;
  readonly shown: boolean;
}

/** One exercise while a learner works on it: what is on the table, what was tried, and what is said about it. */
export class PracticeState {
  readonly exercise: Exercise;
  readonly hand = new Hand();
  /** The δ of which an index is asked for. */
  picked = $state.raw<DeltaFactor | null>(null);
  said = $state.raw<Said | null>(null);
  wrong = $state(0);
  #place = $state.raw<Place>({ number: 0, term: null, board: null, finished: [] });
  #past = $state.raw<readonly Past[]>([]);

  readonly board = $derived.by(() => this.#place.board);
  /** The term as it was when its pieces were laid out, or with the δ that are left. */
  readonly term = $derived.by(() => this.#place.term);
  /** Counted from 0. */
  readonly number = $derived.by(() => this.#place.number);
  readonly finished = $derived.by(() => this.#place.finished);
  readonly phase = $derived.by((): Phase => {
    if (this.#place.term === null) return "done";
    return this.#place.board === null ? "contract" : "arrange";
  });
  readonly right = $derived(this.#past.filter(({ shown }) => !shown).length);
  readonly shown = $derived(this.#past.filter(({ shown }) => shown).length);
  readonly canUndo = $derived(this.#past.length > 0);
  #refused = $state<string | null>(null);
  /** The piece that was taken and its partner as they lie. */
  readonly pair = $derived.by((): { readonly left: Tile; readonly right: Tile } | null => {
    const { pair } = this.hand;
    if (pair === null || this.board === null) return null;
    return { left: tileOf(this.board, pair.left), right: tileOf(this.board, pair.right) };
  });
  /** Whether this very proposal was wrong just now. */
  readonly refused = $derived.by(() => this.#refused !== null && this.#refused === this.#proposal());

  constructor(exercise: Exercise) {
    this.exercise = exercise;
    this.#place = this.#begin();
  }

  /** Asks which index of a δ goes; of another one than before, or of none. */
  pick(delta: DeltaFactor | null): void {
    this.picked = delta;
    this.said = null;
  }

  /** The answer: this index of the picked δ goes. */
  eliminate(from: Index): void {
    const { term, picked } = this;
    if (term === null || picked === null) return;
    const judged = judgeContraction(term, picked, from, this.#free);
    if (!judged.ok) {
      this.#refuse({ about: "delta-problem", problem: judged.problem });
      return;
    }
    const { reason } = judged;
    this.#advance({ ...this.#place, term: judged.term }, { about: "delta", reason }, false);
  }

  /** Turns a piece as often as one likes; where that was all that was missing, the term is done. */
  turn(id: number): void {
    if (this.board === null) return;
    const turned = turn(this.board, id);
    if (standingOf(turned) === "done") this.#finishByTurning(turned, false);
    else {
      this.#place = { ...this.#place, board: turned };
      this.said = null;
    }
  }

  /** Joins the pair in hand, if that is right. */
  combine(): void {
    const { pair } = this.hand;
    if (pair === null) return;
    const { left, right } = pair;
    const laid = (id: number): { id: number; turned: false } => ({ id, turned: false });
    this.#try({ kind: "combine", operator: this.hand.operator, left: laid(left), right: laid(right) }, false);
  }

  /** Sums the taken piece. */
  sum(over: "rows" | "columns"): void {
    if (this.hand.taken !== null) this.#try({ kind: "sum", id: this.hand.taken, over }, false);
  }

  /** The next right move, done for the learner, with its reason. */
  showNext(): void {
    const { term, board } = this;
    if (term === null) return;
    if (board === null) {
      const next = nextContraction(term, this.#free);
      const judged = next && judgeContraction(term, next.delta, next.from, this.#free);
      if (!judged?.ok) return;
      this.#advance({ ...this.#place, term: judged.term }, { about: "delta", reason: judged.reason }, true);
      return;
    }
    const move = nextMove(board);
    if (move === null) return;
    if (move.kind === "turn") this.#finishByTurning(turn(board, move.id), true);
    else this.#try(move, true);
  }

  undo(): void {
    const last = this.#past.at(-1);
    if (last === undefined) return;
    this.#past = this.#past.slice(0, -1);
    this.#place = last.place;
    this.#letGo();
    this.#say("note", { about: "undone" }, null);
  }

  restart(): void {
    this.#past = [];
    this.#place = this.#begin();
    this.#letGo();
    this.wrong = 0;
    this.said = null;
  }

  get #free(): readonly Index[] {
    return this.exercise.derivation.free;
  }

  #begin(): Place {
    return this.#settle({ number: 0, term: this.exercise.terms[0], board: null, finished: [] });
  }

  #try(move: RightMove["move"], shown: boolean): void {
    const { board } = this;
    if (board === null) return;
    const judged = judgeMove(board, move);
    if (judged.ok) {
      this.#advance({ ...this.#place, board: judged.board }, { about: "move", reason: judged.reason }, shown);
      return;
    }
    this.#refused = this.#proposal();
    const ids = move.kind === "sum" ? [move.id] : [move.left.id, move.right.id];
    const [first, second = null] = ids.map((id) => writeMatrixText(tileOf(board, id).matrix));
    this.#refuse({ about: "move-problem", problem: judged.problem, pieces: [first, second] });
  }

  #finishByTurning(turned: Board, shown: boolean): void {
    const [tile] = turned.tiles;
    const reason: MoveReason = { rule: "turn", first: tile.rows, last: tile.columns };
    this.#advance({ ...this.#place, board: turned }, { about: "move", reason }, shown);
  }

  #advance(next: Place, statement: Statement, shown: boolean): void {
    const before = this.#place;
    const after = this.#settle(next);
    this.#past = [...this.#past, { place: before, shown }];
    this.#place = after;
    this.#letGo();
    const all = after.term === null;
    const ends =
      after.number > before.number
        ? all
          ? "all"
          : "term"
        : before.board === null && after.board !== null
          ? "deltas"
          : null;
    this.#say(shown ? "shown" : "right", statement, ends);
  }

  /** To the next place at which there is something to do. */
  #settle(place: Place): Place {
    const { terms, ordered, derivation } = this.exercise;
    const { free, by } = derivation;
    let left = place;
    for (;;) {
      if (left.term === null || deltasOf(left.term, free).length > 0) return left;
      const board = left.board ?? layOut(left.term, free, by);
      if (ordered && standingOf(board) !== "done") return { ...left, board };
      const number = left.number + 1;
      const finished = ordered ? [...left.finished, matrixTermOf(board)] : left.finished;
      left = { number, term: terms[number] ?? null, board: null, finished };
    }
  }

  #proposal(): string | null {
    const { pair } = this;
    if (pair === null) return null;
    const [left, right] = [pair.left, pair.right].map(({ matrix }) => writeMatrixText(matrix));
    return `${left} ${this.hand.operator} ${right}`;
  }

  #refuse(statement: Statement): void {
    this.wrong += 1;
    this.#say("wrong", statement, null);
  }

  #letGo(): void {
    this.picked = null;
    this.#refused = null;
    this.hand.empty();
  }

  #say(tone: Said["tone"], statement: Statement, ends: Said["ends"]): void {
    this.said = { tone, statement, ends, number: (this.said?.number ?? 0) + 1 };
  }
}

/** Begins an exercise; what follows from its state outlives the view that asked for it. */
export function beginPractice(exercise: Exercise): PracticeState {
  let made: PracticeState | null = null;
  $effect.root(() => {
    made = new PracticeState(exercise);
  });
  return made!;
}
