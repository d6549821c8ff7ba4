import type { SyntaxNode } from "@lezer/common";

/** The nodes right below this one. */
export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) found.push(child);
  return found;
}

/** What stands between the brackets of a call: arguments by their place, then those by their name. */
export interface CallArguments {
  readonly placed: readonly SyntaxNode[];
  readonly named: readonly { readonly name: SyntaxNode; readonly value: SyntaxNode }[];
}

/** The arguments of a call's `ArgList`. */
export function argumentsOf(list: SyntaxNode): CallArguments {
  const placed: SyntaxNode[] = [];
  const named: { name: SyntaxNode; value: SyntaxNode }[] = [];
  const parts = childrenOf(list).filter((part) => !["(", ")", ","].includes(part.name));
  for (let i = 0; i < parts.length; i++) {
    if (parts[i + 1]?.name === "AssignOp" && i + 2 < parts.length) {
      named.push({ name: parts[i], value: parts[i + 2] });
      i += 2;
    } else {
      placed.push(parts[i]);
    }
  }
  return { placed, named };
}
