import { parse, type AST } from "svelte/compiler";
import ts from "typescript";
import type { Source } from "./sources.ts";

/** The scripts inside a source as syntax trees: the file itself, or what a component has between its tags. */
export function scriptsOf({ path, text }: Source): ts.SourceFile[] {
  if (!path.endsWith(".svelte")) return [tree(path, text)];
  return scriptTags(text).map(({ content }) => {
    const { start, end } = content as unknown as { start: number; end: number };
    // What stands before the script becomes blank, so that line numbers stay those of the file.
    return tree(path, blank(text.slice(0, start)) + text.slice(start, end));
  });
}

/** A component's text without its scripts: markup and style. */
export function markupOf({ text }: Source): string {
  return scriptTags(text).reduce(
    (markup, { start, end }) => markup.slice(0, start) + blank(text.slice(start, end)) + markup.slice(end),
    text,
  );
}

/** The same lines, with nothing in them. */
export function blank(text: string): string {
  return text.replace(/[^\n]/g, " ");
}

/** Calls `look` for every node of a tree, outer ones first. */
export function everyNode(node: ts.Node, look: (node: ts.Node) => void): void {
  look(node);
  ts.forEachChild(node, (child) => everyNode(child, look));
}

/** The line of a node, counted from 1. */
export function lineOf(node: ts.Node, file: ts.SourceFile): number {
  return file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;
}

function tree(path: string, text: string): ts.SourceFile {
  const kind = /\.m?js$/.test(path) ? ts.ScriptKind.JS : ts.ScriptKind.TS;
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, kind);
}

function scriptTags(text: string): AST.Script[] {
  const { module, instance } = parse(text, { modern: true });
  return [module, instance].filter((script) => script !== null && script !== undefined);
}
