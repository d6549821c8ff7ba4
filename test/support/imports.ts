import ts from "typescript";
import { everyNode, lineOf, scriptsOf } from "./scripts.ts";
import type { Source } from "./sources.ts";

/** One place where a source names another module. */
export interface Import {
  /** As written: `../matrix/matrix.ts`, `d3-scale`, `node:fs`; null where it is computed. */
  readonly specifier: string | null;
  readonly line: number;
  /** True when nothing is left of it in the running program. */
  readonly typeOnly: boolean;
  /** The names that are taken, or everything the module has. */
  readonly names: readonly string[] | "everything";
}

/**
 * Every import of a TypeScript, JavaScript or Svelte source: static, for its effect only, re-exported,
 * dynamic, `require`, `import("…").Type`, a worker's or file's `new URL("…", import.meta.url)`, and Vite's
 * `import.meta.glob`.
 */
export function readImports(source: Source): Import[] {
  return scriptsOf(source).flatMap((file) => {
    const imports: Import[] = [];
    everyNode(file, (node) => {
      const add = (
        specifier: ts.Node | undefined,
        typeOnly: boolean,
        names: Import["names"] = "everything",
      ): void => {
        const written = specifier !== undefined && ts.isStringLiteralLike(specifier) ? specifier.text : null;
        imports.push({ specifier: written, line: lineOf(node, file), typeOnly, names });
      };
      if (ts.isImportDeclaration(node)) {
        add(node.moduleSpecifier, isTypeOnlyImport(node), importedNames(node));
      } else if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined) {
        const named = node.exportClause !== undefined && ts.isNamedExports(node.exportClause);
        const elements = named ? (node.exportClause as ts.NamedExports).elements : [];
        const typeOnly = node.isTypeOnly || (named && elements.every((element) => element.isTypeOnly));
        add(node.moduleSpecifier, typeOnly, named ? elements.map(originalName) : "everything");
      } else if (ts.isImportTypeNode(node)) {
        add(ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined, true);
      } else if (ts.isCallExpression(node)) {
        if (node.expression.kind === ts.SyntaxKind.ImportKeyword) add(node.arguments[0], false);
        else if (ts.isIdentifier(node.expression) && node.expression.text === "require") {
          add(node.arguments[0], false);
        } else if (node.expression.getText(file) === "import.meta.glob") {
          const patterns = node.arguments[0];
          const all = ts.isArrayLiteralExpression(patterns) ? patterns.elements : [patterns];
          for (const pattern of all) add(pattern, false);
        }
      } else if (ts.isNewExpression(node) && node.expression.getText(file) === "URL") {
        const [path, base] = node.arguments ?? [];
        const besideThis = base?.getText(file) === "import.meta.url";
        if (besideThis && ts.isStringLiteralLike(path)) add(path, false);
      }
    });
    return imports;
  });
}

function isTypeOnlyImport(node: ts.ImportDeclaration): boolean {
  const clause = node.importClause;
  if (clause === undefined) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const bindings = clause.namedBindings;
  return (
    clause.name === undefined &&
    bindings !== undefined &&
    ts.isNamedImports(bindings) &&
    bindings.elements.length > 0 &&
    bindings.elements.every((element) => element.isTypeOnly)
  );
}

function importedNames(node: ts.ImportDeclaration): Import["names"] {
  const clause = node.importClause;
  if (clause === undefined) return [];
  const bindings = clause.namedBindings;
  if (bindings !== undefined && ts.isNamespaceImport(bindings)) return "everything";
  const named = bindings === undefined ? [] : bindings.elements.map(originalName);
  return clause.name === undefined ? named : ["default", ...named];
}

function originalName(element: ts.ImportSpecifier | ts.ExportSpecifier): string {
  return (element.propertyName ?? element.name).text;
}
