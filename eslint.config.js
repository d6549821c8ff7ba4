import js from "@eslint/js";
import svelte from "eslint-plugin-svelte";
import globals from "globals";
import tseslint from "typescript-eslint";

/** What core does not call, so that the same experiment gives the same bits everywhere. */
const foreign = [
  { object: "Math", property: "random", message: "core draws from RandomState only." },
  { object: "Date", property: "now", message: "core is handed a clock." },
];
const inexact = "sin cos tan asin acos atan atan2 sinh cosh tanh exp expm1 log log1p log10 pow cbrt hypot"
  .split(" ")
  .map((property) => ({
    object: "Math",
    property,
    message: "engines differ in its last bit; core/functions has one that is the same everywhere.",
  }));

export default tseslint.config(
  { ignores: ["out/", "dist/", "node_modules/", "test/results/"] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  ...svelte.configs.recommended,
  {
    rules: {
      eqeqeq: "error",
      "no-console": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
    },
  },
  { files: ["core/**/*.ts"], rules: { "no-restricted-properties": ["error", ...foreign, ...inexact] } },
  { files: ["core/functions/**"], rules: { "no-restricted-properties": ["error", ...foreign] } },
  {
    files: ["renderer/**/*.{ts,svelte}", "renderer/**/*.svelte.ts"],
    languageOptions: { globals: globals.browser, parserOptions: { parser: tseslint.parser } },
  },
  {
    files: ["electron/**", "test/**", "*.js", "renderer/*.config.*"],
    languageOptions: { globals: globals.node },
  },
  { files: ["electron/**/*.mjs", "test/**/*.mjs", "test/bench/**"], rules: { "no-console": "off" } },
);
