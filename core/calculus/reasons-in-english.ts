import type { Index } from "./expression.ts";
import type { Aside } from "./program.ts";
import type { ReasonTexts } from "./reason.ts";
import type { ElementwiseSymbol, TensorSymbol } from "./symbol.ts";

/** Every reason of a derivation in English, in the article's notation. */
export const reasonsInEnglish: ReasonTexts = {
  cost: ({ definition, by, isCost, terms, exponents, functions, inTurn, asides }) =>
    [
      `${isCost ? "The cost is" : "What was typed is"} ${definition}.`,
      ...asides.map(aside),
      ...(terms > 1 ? ["Every term is differentiated by itself."] : []),
      ...(exponents.includes(2)
        ? ["Of a square, twice the base is left, times the derivative of the base."]
        : []),
      ...(exponents.some((exponent) => exponent !== 2) ? [POWER] : []),
      ...[...new Map(functions.map((f) => [f.name, f])).values()].map(
        (f) => `Of ${f.name}, ${slope(f)} is left, times the derivative of what stands in it.`,
      ),
      ...(inTurn ? [IN_TURN] : []),
      `What does not depend on ${by.text} has the derivative 0.`,
    ].join(" "),
  sum: ({ definition, by }) =>
    `${definition}. The derivative of a sum is the sum of the derivatives; what does not depend on ${by.text} ` +
    `is constant, and its derivative is 0.`,
  power: ({ definition }) => `${definition}. ${POWER}`,
  product: ({ definition, by, inTurn }) =>
    `${definition}. ` +
    (inTurn
      ? IN_TURN
      : `An element of ${by.text} changes only with itself, ∂a_mn/∂a_ij = δ_mi δ_nj; ${others(by)}`),
  insert: ({ definition }) => `${definition} is put in its place and differentiated.`,
  chain({ path }) {
    const [first, ...rest] = path.map(({ text }) => text);
    const last = rest[rest.length - 1];
    const between = rest.slice(0, -1);
    return (
      `Chain rule: ${first} depends on ${last} only through ${list(between)}. One factor for each link of the ` +
      `chain, summed over all indices in between.`
    );
  },
  elementwise: ({ function: f, symbol, argument }) =>
    `${f.name}${f.label === "" ? "" : ` (${f.label})`} acts on every element by itself: an element of ${symbol.text} changes only with the ` +
    `element of ${argument.text} at the same place. That is what δ says; how much it changes, ${slope(f)} says. What is ` +
    `plugged into ${slope(f)} is ${argument.text}, which went into ${f.name}, and not ${symbol.text}, which came out.`,
  softmax: ({ symbol, argument }) =>
    `${symbol.text} = softmax(${argument.text}): every element depends on all elements of its row of ${argument.text}, on the ` +
    `one at its own place with the slope ${symbol.text} (1 − ${symbol.text}), on each of the others with minus its own ` +
    `${symbol.text} times the ${symbol.text} over there.`,
  one: ({ definition, by, inTurn, alone }) =>
    `${definition}. The one rule, ∂a_mn/∂a_ij = δ_mi δ_nj: an element of ${by.text} changes only with itself` +
    (inTurn ? `. ${IN_TURN}` : alone ? "." : `; ${others(by)}`),
  delta: ({ indices, from, to, free }) =>
    `δ_${indices.map(letter).join("")} is 0 unless ${letter(from)} = ${letter(to)}: of the sum over ${letter(from)} ` +
    `one term is left. ${letter(from)} is renamed to ${letter(to)}, and the δ disappears.` +
    (free ? ` ${letter(to)} is free, it stands left of the = as well: so it is the one that stays.` : ""),
  recognise: ({ left, right }) => `${left} is known by another name: ${right}.`,
  name: ({ symbol, of }) =>
    `What ∂${of.text} is multiplied by is complete. It gets a name, ${symbol.text}: backpropagation computes it once, and ` +
    `everything that ${of.text} is made of uses it again.`,
  star: ({ left, right, indices }) =>
    `${left} and ${right} stand at the same place (${indices.map(letter).join(", ")}), and nothing is summed ` +
    `between them: they are multiplied element by element, with * and not with ·.`,
  dot({ summed, left, right, transposed }) {
    // A single number is the same turned.
    const turned = transposed.filter(({ index }) => index.size > 1 || summed.size > 1);
    const moves = turned.map(
      ({ matrix, index, place, free }) =>
        `${letter(index)} must stand ${place}, so ${matrix} is transposed` +
        (free === true ? `: ${letter(index)} is free, and in the result it stands ${place}, too` : ""),
    );
    const tail = moves.length === 0 ? "Both already lie that way" : moves.join("; ");
    const shared =
      summed.size === 1
        ? `${left} and ${right} have an axis with one place, 0, in common: a matrix product, ·, whose sums have one term. The ` +
          `common index stands inside and the others outside.`
        : `${letter(summed)} stands in ${left} and in ${right} and is summed: a matrix product, ·, in which the summed ` +
          `index stands inside and the others outside.`;
    return `${shared} ${tail}.`;
  },
  "sum-over": ({ index, matrix }) =>
    `${letter(index)} is summed and stands in ${matrix} alone: ${matrix} is summed along this axis.`,
  spread: ({ index }) =>
    `${letter(index)} is free but stands nowhere: the element is the same for every ${letter(index)}, which a column ` +
    `of ones, 1, says.`,
  outer: ({ left, right, indices }) =>
    `${left} has only ${letter(indices[0])}, ${right} only ${letter(indices[1])}, and nothing is summed: a column ` +
    `times a row, the outer product.`,
  collect: ({ terms }) => `${terms} terms are the same: they are added up.`,
  trace: ({ index, matrix }) =>
    `${letter(index)} stands twice in ${matrix} and is summed: the sum of its diagonal.`,
  none: ({ symbol }) => `Nothing that is left depends on ${symbol.text}: the derivative is 0.`,
};

const POWER =
  "Power rule: the exponent comes to the front and is one less, times the derivative of the base.";

const IN_TURN =
  "Product rule: one factor after the other is differentiated, and the others stay as they are.";

function others(by: TensorSymbol): string {
  return `the other factors do not depend on ${by.text} and stay as they are.`;
}

/** f′ by its name. */
function slope({ name, derivativeName }: ElementwiseSymbol): string {
  return derivativeName ?? `${name}′`;
}

/** What has to be known to read a cost. */
function aside(one: Aside): string {
  switch (one.kind) {
    case "entries":
      return `${one.symbol.text} is the number of entries of Y.`;
    case "samples":
      return `${one.symbol.text} is the number of samples.`;
    case "row-sums":
      return `${one.symbol.text}_i is the sum of row i of ${one.of.text}.`;
    case "of-sigmoid": {
      const { samples, targets: Y, output, argument } = one;
      return (
        `It is −(1/${samples.text}) Σ (${Y.text} ln ${output.text} + (1 − ${Y.text}) ln(1 − ${output.text})) with ` +
        `${output.text} = σ(${argument.text}) put in, and softplus(x) = ln(1 + exp x), whose slope is σ(x).`
      );
    }
    case "of-softmax": {
      const { samples, targets: Y, output, argument } = one;
      return (
        `It is −(1/${samples.text}) Σ ${Y.text} ln ${output.text} with ${output.text} = softmax(${argument.text}) put in; the ` +
        `derivative of the logarithm of that sum is softmax(${argument.text}), which is ${output.text} again.`
      );
    }
  }
}

function letter({ letter: name, size }: Index): string {
  return size === 1 ? "0" : name;
}

function list(words: readonly string[]): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} and ${words[words.length - 1]}`;
}
