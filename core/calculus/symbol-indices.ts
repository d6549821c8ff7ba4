import type { Index } from "./expression.ts";
import type { TensorSymbol } from "./symbol.ts";

/** The sizes of a symbol's axes that carry an index. */
export function axesOf(symbol: TensorSymbol): number[] {
  switch (symbol.axes) {
    case "both":
      return [symbol.rows, symbol.columns];
    case "rows":
      return [symbol.rows];
    case "columns":
      return [symbol.columns];
    case "none":
      return [];
  }
}

/** Free indices for what is differentiated by: m for rows, n for columns. */
export function indicesFor(symbol: TensorSymbol, [row, column]: readonly [string, string]): Index[] {
  switch (symbol.axes) {
    case "both":
      return [
        { letter: row, size: symbol.rows },
        { letter: column, size: symbol.columns },
      ];
    case "rows":
      return [{ letter: row, size: symbol.rows }];
    case "columns":
      return [{ letter: column, size: symbol.columns }];
    case "none":
      return [];
  }
}
