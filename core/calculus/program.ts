import type { Expression, Index } from "./expression.ts";
import type { MatrixExpression } from "./matrix-expression.ts";
import type { TensorSymbol } from "./symbol.ts";

/** What a named matrix is made of: T_ij = body, and the same in matrix notation. */
export interface Definition {
  readonly symbol: TensorSymbol;
  /** One for each of the symbol's axes that carry an index; they are free in the body. */
  readonly indices: readonly Index[];
  readonly body: Expression;
  readonly matrix: MatrixExpression;
  /** Whether ∂T is written with the body in place of the name: ∂f₂(C_i0) for the output. */
  readonly writtenOut?: boolean;
  /** What has to be known to read the body, beside the matrices of the network. */
  readonly asides?: readonly Aside[];
}

/** What a cost is written with, for people. */
export type Aside =
  /** A number: how many entries Y has, or how many samples there are. */
  | { readonly kind: "entries" | "samples"; readonly symbol: TensorSymbol }
  /** The sums of Y's rows. */
  | { readonly kind: "row-sums"; readonly symbol: TensorSymbol; readonly of: TensorSymbol }
  /** The cost with its last activation put in: bce of σ(Z), cross-entropy of softmax(Z). */
  | {
      readonly kind: "of-sigmoid" | "of-softmax";
      readonly targets: TensorSymbol;
      readonly output: TensorSymbol;
      readonly argument: TensorSymbol;
      readonly samples: TensorSymbol;
    };

/** Several names for the same numbers, which derivations bring together again. */
export interface Recognition {
  /** f′ of this function at this argument … */
  readonly function: string;
  readonly argument: TensorSymbol;
  /** … is this matrix: softplus′(Z) = Ŷ. */
  readonly is: TensorSymbol;
}

/** left − right has a name of its own: Y − Ŷ = Ỹ. */
export interface NamedDifference {
  readonly left: TensorSymbol;
  readonly right: TensorSymbol;
  readonly is: TensorSymbol;
}

/**
 * What is differentiated: named matrices, each made of those before it, the last one being the result. A matrix
 * that is in no definition is given.
 */
export interface Program {
  /** In an order in which they can be computed. */
  readonly definitions: readonly Definition[];
  readonly result: TensorSymbol;
  /** Whether the result is a network's cost. */
  readonly isCost?: boolean;
  readonly recognitions: readonly Recognition[];
  readonly differences: readonly NamedDifference[];
  /** What ∂result/∂symbol is called where it is shared, without its constant factor. */
  readonly nameOfShared: (symbol: TensorSymbol) => TensorSymbol;
  /** Whether shared sums have the sign of −∂result/∂symbol, the way down, as D⁽ˡ⁾ has everywhere in the lab. */
  readonly descends?: boolean;
}

/** Which named matrices depend on which: looked up again and again while deriving. */
export class Dependencies {
  readonly #definitions = new Map<string, { readonly definition: Definition; readonly position: number }>();
  readonly #dependent = new Set<string>();

  /** `by` is what is differentiated with respect to. */
  constructor(program: Program, by: TensorSymbol) {
    this.#dependent.add(by.code);
    program.definitions.forEach((definition, position) => {
      this.#definitions.set(definition.symbol.code, { definition, position });
      if (symbolsIn(definition.body).some(({ code }) => this.#dependent.has(code))) {
        this.#dependent.add(definition.symbol.code);
      }
    });
  }

  depends({ code }: TensorSymbol): boolean {
    return this.#dependent.has(code);
  }

  /** The definition of a symbol, or null where it is given. */
  definitionOf({ code }: TensorSymbol): Definition | null {
    return this.#definitions.get(code)?.definition ?? null;
  }

  /** Where a symbol is computed; −1 where it is given. */
  positionOf({ code }: TensorSymbol): number {
    return this.#definitions.get(code)?.position ?? -1;
  }

  /** The symbols in a definition that depend on what is differentiated by, each once. */
  dependentIn({ body }: Definition): TensorSymbol[] {
    return symbolsIn(body).filter((symbol) => this.depends(symbol));
  }

  /** How many definitions that depend on it, and that the result is made of, have this symbol in them. */
  usesOf({ code }: TensorSymbol, used: ReadonlySet<string>): number {
    let count = 0;
    for (const { definition } of this.#definitions.values()) {
      if (!used.has(definition.symbol.code)) continue;
      if (symbolsIn(definition.body).some((symbol) => symbol.code === code)) count++;
    }
    return count;
  }

  /** The codes of everything that a symbol is made of, itself included. */
  ingredientsOf(symbol: TensorSymbol): Set<string> {
    const found = new Set<string>();
    const waiting = [symbol];
    for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
      if (found.has(one.code)) continue;
      found.add(one.code);
      const definition = this.definitionOf(one);
      if (definition !== null) waiting.push(...symbolsIn(definition.body));
    }
    return found;
  }
}

/** All named matrices in an expression, each once. */
export function symbolsIn(expression: Expression): TensorSymbol[] {
  const found = new Map<string, TensorSymbol>();
  const add = (symbol: TensorSymbol): void => {
    if (!found.has(symbol.code)) found.set(symbol.code, symbol);
  };
  for (const { factors } of expression) {
    for (const factor of factors) {
      switch (factor.kind) {
        case "tensor":
          add(factor.symbol);
          break;
        case "function":
          add(factor.argument.symbol);
          break;
        case "power":
          add(factor.base.symbol);
          break;
        case "row-function":
          add(factor.argument);
          break;
        case "derivative":
          add(factor.of.symbol);
          add(factor.by.symbol);
          break;
        case "delta":
        case "matrix":
          break;
      }
    }
  }
  return [...found.values()];
}
