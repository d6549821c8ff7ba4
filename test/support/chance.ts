import ts from "typescript";
import { everyNode, lineOf, scriptsOf } from "./scripts.ts";
import type { Source } from "./sources.ts";

/** Names through which chance or the clock would come into core. */
const impure = new Set(["Date", "performance", "crypto"]);

/**
 * Where a source of core asks for chance or for the time: `Math.random` however it is reached, `Date`,
 * `performance`, `crypto`. Comments do not count.
 */
export function findChance(source: Source): string[] {
  const places: string[] = [];
  for (const file of scriptsOf(source)) {
    const handed = namesHandedIn(file);
    everyNode(file, (node) => {
      if (!ts.isIdentifier(node) || isPropertyName(node) || handed.has(node.text)) return;
      const parent = node.parent;
      const plainMember = ts.isPropertyAccessExpression(parent) && parent.name.text !== "random";
      if (impure.has(node.text) || (node.text === "Math" && !plainMember)) {
        places.push(`${source.path}:${lineOf(node, file)} mentions ${parent.getText(file)}`);
      }
    });
  }
  return places;
}

function isPropertyName(node: ts.Identifier): boolean {
  const { parent } = node;
  return (
    (ts.isPropertyAccessExpression(parent) &&
      parent.name === node &&
      parent.expression.getText() !== "globalThis") ||
    (ts.isPropertyAssignment(parent) && parent.name === node) ||
    (ts.isPropertySignature(parent) && parent.name === node)
  );
}

/** The parameters of every function, destructured ones included: what they name is the caller's. */
function namesHandedIn(file: ts.SourceFile): Set<string> {
  const names = new Set<string>();
  const collect = (name: ts.BindingName): void => {
    if (ts.isIdentifier(name)) names.add(name.text);
    else for (const element of name.elements) if (ts.isBindingElement(element)) collect(element.name);
  };
  everyNode(file, (node) => {
    if (ts.isParameter(node)) collect(node.name);
  });
  return names;
}
