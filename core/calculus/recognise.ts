import { sameSymbol, tensor, type Factor, type Term } from "./expression.ts";
import type { NamedDifference, Recognition } from "./program.ts";
import type { Reason } from "./reason.ts";
import { writeFactor } from "./write-text.ts";

interface Found {
  readonly reason: Reason;
  readonly before: readonly Factor[];
  readonly after: readonly Factor[];
}

/** The first f′(Z) of a term that has a name among the program's matrices: softplus′(Z_ij) = Ŷ_ij. */
export function findRecognition(
  term: Term,
  recognitions: readonly Recognition[],
): (Found & { readonly term: Term }) | null {
  for (const factor of term.factors) {
    if (factor.kind !== "function" || factor.order !== 1) continue;
    const known = recognitions.find(
      (one) => one.function === factor.function.name && sameSymbol(one.argument, factor.argument.symbol),
    );
    if (known === undefined) continue;
    const made = tensor(known.is, factor.argument.indices);
    return {
      term: { ...term, factors: term.factors.map((one) => (one === factor ? made : one)) },
      reason: { rule: "recognise", left: writeFactor(factor), right: writeFactor(made) },
      before: [factor],
      after: [made],
    };
  }
  return null;
}

/** Two terms that differ in one factor only, whose difference has a name: c Y_ij R − c Ŷ_ij R = c Ỹ_ij R. */
export function findDifference(
  terms: readonly Term[],
  differences: readonly NamedDifference[],
): (Found & { readonly terms: readonly Term[]; readonly made: Term }) | null {
  for (const { left, right, is } of differences) {
    for (const plus of terms) {
      const one = factorOf(plus, left.code);
      if (one === null) continue;
      for (const minus of terms) {
        const other = factorOf(minus, right.code);
        if (other === null || minus.coefficient !== -plus.coefficient) continue;
        if (key(plus.factors, one) !== key(minus.factors, other)) continue;
        if (letters(one) !== letters(other)) continue;
        const made = tensor(is, one.indices);
        const factors = plus.factors.map((factor) => (factor === one ? made : factor));
        return {
          terms: [plus, minus],
          made: { ...plus, factors },
          reason: {
            rule: "recognise",
            left: `${writeFactor(one)} − ${writeFactor(other)}`,
            right: writeFactor(made),
          },
          before: [one, other],
          after: [made],
        };
      }
    }
  }
  return null;
}

type Named = Extract<Factor, { kind: "tensor" }>;

function factorOf({ factors }: Term, code: string): Named | null {
  return (
    factors.find((factor): factor is Named => factor.kind === "tensor" && factor.symbol.code === code) ?? null
  );
}

function letters({ indices }: Named): string {
  return indices.map(({ letter }) => letter).join(" ");
}

/** What the other factors of a term are, whatever their order. */
function key(factors: readonly Factor[], without: Factor): string {
  return factors
    .filter((factor) => factor !== without)
    .map((factor) => writeFactor(factor, { unit: "letter" }))
    .sort()
    .join(" ");
}
