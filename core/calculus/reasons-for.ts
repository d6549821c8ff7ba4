import { mentions } from "./chain-paths.ts";
import { sameSymbol, type Factor, type Term } from "./expression.ts";
import { symbolsIn, type Definition, type Dependencies, type Program } from "./program.ts";
import type { Reason } from "./reason.ts";
import type { TensorSymbol } from "./symbol.ts";
import { writeIndexText, writeReference } from "./write-text.ts";

/** Why a link of the chain, ∂definition/∂by, is what it is; `body` and indices in the letters of the link. */
export function linkReason(definition: Definition, by: TensorSymbol): Reason {
  const { symbol, body } = definition;
  const mentioned = body.map((term) => mentionsOf(term, by));
  const [factor] = mentioned.flat();
  switch (factor.kind) {
    case "function":
      return { rule: "elementwise", function: factor.function, symbol, argument: by };
    case "row-function":
      return { rule: "softmax", symbol, argument: by };
    case "power":
      return { rule: "power", symbol, definition: spell(definition), by };
    default: {
      const inTurn = mentioned.some((factors) => factors.length > 1);
      return { rule: "product", symbol, definition: spell(definition), by, inTurn };
    }
  }
}

/**
 * Why a definition that is put in its place is differentiated as it is; `reached` where what is differentiated
 * by stands in it.
 */
export function passReason(
  definition: Definition,
  by: TensorSymbol,
  reached: boolean,
  program: Program,
  dependencies: Dependencies,
): Reason {
  const { symbol, body, asides = [] } = definition;
  const told = { symbol, definition: spell(definition), by };
  const dependent = body.map(({ factors }) =>
    factors.filter((factor) =>
      symbolsIn([{ coefficient: 1, factors: [factor] }]).some((one) => dependencies.depends(one)),
    ),
  );
  const inTurn = dependent.some((factors) => factors.length > 1);
  if (sameSymbol(symbol, program.result)) {
    const factors = dependent.flat();
    return {
      rule: "cost",
      ...told,
      isCost: program.isCost === true,
      terms: body.length,
      exponents: factors.flatMap((factor) => (factor.kind === "power" ? [factor.exponent] : [])),
      functions: factors.flatMap((factor) => (factor.kind === "function" ? [factor.function] : [])),
      inTurn,
      asides,
    };
  }
  if (reached) {
    return { rule: "one", ...told, inTurn, alone: body.every(({ factors }) => factors.length === 1) };
  }
  if (body.length > 1) return { rule: "sum", ...told };
  const kinds = body[0].factors.map(({ kind }) => kind);
  if (kinds.length === 1 && kinds[0] === "power") return { rule: "power", ...told };
  if (dependencies.dependentIn(definition).length > 1) return { rule: "product", ...told, inTurn };
  return { rule: "insert", ...told };
}

/** The factors of a term in which a matrix stands. */
function mentionsOf({ factors }: Term, symbol: TensorSymbol): Factor[] {
  return factors.filter((factor) => mentions({ coefficient: 1, factors: [factor] }, symbol));
}

function spell({ symbol, indices, body }: Definition): string {
  return `${writeReference({ symbol, indices })} = ${writeIndexText(body, indices)}`;
}
