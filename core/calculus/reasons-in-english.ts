import type { Index } from "./expression.ts";
import type { ReasonTexts } from "./reason.ts";

/** Every reason of a derivation in English, in the article's notation. */
export const reasonsInEnglish: ReasonTexts = {
  cost: ({ definition, by }) =>
    `The cost is ${definition}. Every term is differentiated by itself; of a square, twice the base is left, ` +
    `times the derivative of the base. What does not depend on ${by.text} has the derivative 0.`,
  sum: ({ definition, by }) =>
    `${definition}. The derivative of a sum is the sum of the derivatives; what does not depend on ${by.text} ` +
    `is constant, and its derivative is 0.`,
  power: ({ definition }) =>
    `${definition}. Power rule: the exponent comes to the front and is one less, times the derivative of the base.`,
  product: ({ definition, by }) =>
    `${definition}. Only ${by.text} itself depends on ${by.text}, and ∂a_mn/∂a_ij = δ_mi δ_nj; the other factors ` +
    `stay as they are.`,
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
  elementwise: ({ function: f, symbol }) =>
    `${f.name}${f.label === "" ? "" : ` (${f.label})`} acts on every element of its argument by itself: an element of ${symbol.text} changes ` +
    `only with the element at the same place. That is what δ says.`,
  softmax: ({ symbol, argument }) =>
    `${symbol.text} = softmax(${argument.text}): every element of a row depends on all elements of that row of ` +
    `${argument.text}, on its own with ${symbol.text} (1 − ${symbol.text}), on the others with −${symbol.text} times their own.`,
  one: ({ definition, by }) =>
    `${definition}. The one rule, ∂a_mn/∂a_ij = δ_mi δ_nj: an element of ${by.text} changes only with itself. The ` +
    `other factors do not depend on ${by.text} and stay as they are.`,
  delta: ({ indices, from, to, free }) =>
    `δ_${indices.map(letter).join("")} is 0 unless ${letter(from)} = ${letter(to)}: of the sum over ${letter(from)} ` +
    `one term is left. ${letter(from)} is renamed to ${letter(to)}, and the δ disappears.` +
    (free ? ` ${letter(to)} is free, it stands on the left side too: so it is the one that stays.` : ""),
  recognise: ({ left, right }) => `${left} is known by another name: ${right}.`,
  name: ({ symbol, of }) =>
    `What stands before ∂${of.text} does not change from here on. It gets a name, ${symbol.text}, as backpropagation ` +
    `computes it once for everything before it.`,
  star: ({ left, right, indices }) =>
    `${left} and ${right} stand at the same place (${indices.map(letter).join(", ")}), and nothing is summed ` +
    `between them: they are multiplied element by element, with * and not with ·.`,
  dot({ summed, left, right, transposed }) {
    const moves = transposed.map(
      ({ matrix, index, place, free }) =>
        `${letter(index)} must stand ${place}, so ${matrix} is transposed` +
        (free === true ? `: ${letter(index)} is free, and on the left side it stands ${place}, too` : ""),
    );
    const tail = moves.length === 0 ? "Both already lie that way" : moves.join("; ");
    return (
      `${letter(summed)} stands in ${left} and in ${right} and is summed: a matrix product, ·, in which the summed ` +
      `index stands inside and the others outside. ${tail}.`
    );
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

function letter({ letter: name, size }: Index): string {
  return size === 1 ? "0" : name;
}

function list(words: readonly string[]): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} and ${words[words.length - 1]}`;
}
