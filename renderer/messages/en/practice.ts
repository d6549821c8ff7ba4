import type { Index } from "../../../core/calculus/expression.ts";
import type { Shape } from "../../../core/calculus/matrix-expression.ts";
import type { NoExercise } from "../../../core/calculus/practice/exercise.ts";
import type { ContractionProblem } from "../../../core/calculus/practice/judge-contraction.ts";
import type { MoveProblem, MoveReason, Operator } from "../../../core/calculus/practice/verdict.ts";
import { tellReason, type Reason } from "../../../core/calculus/reason.ts";
import { reasonsInEnglish } from "../../../core/calculus/reasons-in-english.ts";

const signs: Readonly<Record<Operator, string>> = { dot: "·", star: "*" };

function letter(index: Index | null): string {
  return index === null || index.size === 1 ? "0" : index.letter;
}

function shape({ rows, columns }: Shape): string {
  return `(${rows},${columns})`;
}

function list(words: readonly string[]): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} and ${words[words.length - 1]}`;
}

/** How two pieces with a summed index in common are laid. */
function meeting(meet: Index | null): string {
  if (meet === null) return " No index is summed between these two alone.";
  return ` ${letter(meet)} is summed and stands in both: it has to meet inside, last on the left and first on the right.`;
}

/** What to do instead of *. */
function instead(turn: boolean, meet: Index | null): string {
  if (turn) return " With a .T on one of them they would.";
  return meet === null ? "" : ` ${letter(meet)} is summed and stands in both: that is a matrix product, ·.`;
}

function contractionProblem(problem: ContractionProblem): string {
  switch (problem.kind) {
    case "free":
      return (
        `${letter(problem.index)} is free: it stands left of the = as well, and must stay. ` +
        `It is ${letter(problem.other)} that is summed and can go.`
      );
    case "nothing-summed":
      return "Both indices are free: nothing is summed, so that this δ stays. As a matrix it is the identity, I.";
    case "not-there":
      return `This δ has no ${letter(problem.index)}.`;
  }
}

function moveProblem(problem: MoveProblem, [left, right]: readonly [string, string | null]): string {
  switch (problem.kind) {
    case "sizes":
      return (
        `${left} is ${shape(problem.left)}, ${right} is ${shape(problem.right)}: inside, ${problem.left.columns} meets ` +
        `${problem.right.rows}, which does not join.${meeting(problem.meet)}`
      );
    case "chance":
      return (
        `The sizes join, but only by chance: ${letter(problem.left)} would meet ${letter(problem.right)}. A product ` +
        `sums one and the same index.${meeting(problem.meet)}`
      );
    case "free":
      return (
        `${letter(problem.index)} is free: it stands left of the = as well, so that it must not be summed. In a ` +
        `product it has to stand outside.`
      );
    case "needed":
      return problem.others.length === 0
        ? `${letter(problem.index)} would be summed here, but it stands outside, too.`
        : `${letter(problem.index)} would be summed here, but ${list(problem.others)} ` +
            `${problem.others.length === 1 ? "has" : "have"} it, too: they have to come together first.`;
    case "place":
      return (
        `${left} and ${right} stand at the same place (${problem.indices.map(letter).join(", ")}), and nothing is summed ` +
        `between them: they are multiplied element by element, with * and not with ·.`
      );
    case "shapes":
      return (
        `* goes element by element, and ${shape(problem.left)} is not ${shape(problem.right)}: the shapes do not agree.` +
        instead(problem.turn, problem.meet)
      );
    case "places":
      return (
        `The shapes agree, but only by chance: one stands at (${problem.left.map(letter).join(", ")}), the other at ` +
        `(${problem.right.map(letter).join(", ")}). * joins what stands at one place.${instead(problem.turn, problem.meet)}`
      );
    case "single":
      return `${left} has only one ${problem.over === "rows" ? "row" : "column"}: there is nothing to add up.`;
    case "dead-end":
      return "By itself it would be right, but the other pieces could not be put together any more.";
  }
}

function moveReason(reason: MoveReason): string {
  switch (reason.rule) {
    case "outer":
      return (
        `Nothing is summed between ${reason.left} and ${reason.right}: every element of the one with every element of ` +
        `the other` +
        (reason.operator === "star" ? ", since NumPy repeats both. As a matrix product it is the same." : ".")
      );
    case "broadcast":
      return (
        `${reason.repeated} stands at the same place as ${reason.wide} but for one axis: NumPy repeats it along ` +
        `that, and * goes element by element.`
      );
    case "turn":
      return `${letter(reason.first)} has to stand first and ${letter(reason.last)} last: the whole is transposed.`;
    default:
      return tellReason(reason, reasonsInEnglish);
  }
}

/** What the exercise says in which a derivation is done by hand. */
export const practice = {
  region: "Do it yourself",
  none: {
    zero: "Nothing that is left depends on it: the derivative is 0, and there is nothing to do by hand.",
    finished: "This derivative stands there finished: there is no δ to eliminate and nothing to order.",
  } satisfies Record<NoExercise, string>,

  tasks: {
    contract: "Pick a δ, then say which of its indices goes.",
    arrange: "Put two pieces together until one is left: drag one to the side of another, or click both.",
    done: "Done.",
  },
  stages: { contract: "Eliminate δ", arrange: "Arrange", done: "Result" },
  stagesLabel: "Stages",
  term: (number: number, all: number) => `Term ${number} of ${all}`,
  known: "Already put together:",
  show: "Show me",
  showTitle: "The next right move, with its reason (?)",
  undo: "Undo",
  undoTitle: "Take back the last move (U)",
  restart: "Start over",
  tally: (right: number, wrong: number, shown: number) => `${right} right, ${wrong} wrong, ${shown} shown`,
  tallyTitle: "Moves that were right, tries that were wrong, moves that were shown",

  question: (delta: string) => `${delta}: which index goes?`,
  becomes: (from: string, to: string) => `${from} becomes ${to}`,
  cancel: "Another one",

  pieces: "Pieces",
  piece: (name: string, rows: string, columns: string, size: string) =>
    `${name}, rows ${rows}, columns ${columns}, ${size}`,
  oneRow: "one",
  taken: (name: string) => `${name} taken. Arrow keys choose the side of another piece.`,
  transpose: (name: string) => `Transpose ${name}`,
  inHand: "Piece in hand",
  placeIt: "in hand: now click its neighbour, or sum it",
  proposal: "Proposal",
  operator: "Operator",
  operators: { dot: "matrix product", star: "elementwise" } satisfies Record<Operator, string>,
  signs,
  combine: "Combine",
  exchange: "Exchange sides",
  putBack: "Put back",
  sumRows: "Σ rows",
  sumColumns: "Σ columns",
  sumRowsTitle: "Sum over all rows (S)",
  sumColumnsTitle: "Sum over all columns (Shift S)",
  joint: {
    inner: (left: number, right: number, fits: boolean) =>
      fits ? `inside, ${left} meets ${right}: they join` : `inside, ${left} meets ${right}: they do not join`,
    axis: (axis: "rows" | "columns", left: number, right: number, fits: boolean, stretches: boolean) => {
      const name = axis;
      if (stretches) return `${name} ${left} and ${right}: the single one is repeated`;
      return fits ? `${name} ${left} and ${right}: alike` : `${name} ${left} and ${right}: not alike`;
    },
    gives: (rows: number, columns: number) => `gives (${rows},${columns})`,
  },
  laid: (left: string, operator: string, right: string, joint: string) =>
    `${left} ${operator} ${right}: ${joint}.`,

  tones: { right: "Right.", wrong: "Not so.", shown: "Shown.", note: "" },
  undone: "The last move is taken back.",
  ends: {
    deltas: "No δ is left: now the pieces are put in order.",
    term: "That term is done.",
    all: "That is the result.",
  },
  delta: (reason: Extract<Reason, { rule: "delta" }>) => tellReason(reason, reasonsInEnglish),
  contractionProblem,
  moveReason,
  moveProblem,

  result: {
    contracted: "All δ are gone. What is left joins its indices in a way that no product of matrices does.",
    asDerived: "The derivation writes it like this:",
    checked: (difference: string) =>
      `With the numbers on the screen both give the same matrix; the largest relative difference is ${difference}.`,
    differs: (difference: string) => `With the numbers on the screen they differ: ${difference}.`,
    again: "Once more",
  },

  keys: {
    title: "Keys",
    rows: [
      ["Arrows", "go from piece to piece; with one in hand, from side to side"],
      ["Enter", "takes a piece, and combines the proposal"],
      [". and *", "choose the operator"],
      ["T", "transposes the piece, with Shift the other one"],
      ["S", "sums over the rows, with Shift over the columns"],
      ["Esc", "puts back"],
      ["U", "takes back the last move"],
      ["?", "shows the next move"],
    ],
  },
};
