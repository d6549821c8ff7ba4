import { nativeTheme } from "electron";
import { picklist, strictObject, type InferOutput } from "valibot";
import { readKept, writeKept } from "./kept-json.ts";

const names = picklist(["system", "light", "dark"]);
const shape = strictObject({ theme: names });

/** Light, dark, or as the system has it. */
export type ThemeName = InferOutput<typeof names>;

/** The theme that a person chose for all windows, kept from one start to the next. */
export class Theme {
  readonly #file: string;

  /** Takes up the theme that is kept in `file`. */
  constructor(file: string) {
    this.#file = file;
    nativeTheme.themeSource = readKept(file, shape)?.theme ?? "system";
  }

  get chosen(): ThemeName {
    return nativeTheme.themeSource;
  }

  choose(theme: ThemeName): void {
    nativeTheme.themeSource = theme;
    writeKept(this.#file, { theme });
  }
}
