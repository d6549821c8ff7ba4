import js from "@eslint/js";
import svelte from "eslint-plugin-svelte";
import globals from "globals";
import tseslint from "typescript-eslint";

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
  {
    files: ["core/**/*.ts"],
    rules: {
      "no-restricted-properties": [
        "error",
        { object: "Math", property: "random", message: "core draws from RandomState only." },
        { object: "Date", property: "now", message: "core is handed a clock." },
      ],
    },
  },
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
