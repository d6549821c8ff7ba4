import ts from "typescript";
import { blank, everyNode, lineOf, markupOf, scriptsOf } from "./scripts.ts";
import type { Source } from "./sources.ts";

const remote =
  /\b(?:https?|wss?|ftp):\/\/[^\s"'`)<>]*|(?:\b(?:src|href)\s*=\s*["']?|\burl\(\s*["']?)\/\/[\w.-]+/gi;

/**
 * Where a page, a style or a script of the renderer names an address on a network. The names of XML
 * vocabularies (www.w3.org) are no addresses, and comments load nothing.
 */
export function findRemoteAddresses(source: Source): string[] {
  const { path, text } = source;
  const places: string[] = [];
  const look = (part: string, firstLine: number): void => {
    for (const match of part.matchAll(remote)) {
      if (/^https?:\/\/www\.w3\.org\//.test(match[0])) continue;
      const line = firstLine + part.slice(0, match.index).split("\n").length - 1;
      places.push(`${path}:${line} names ${match[0]}`);
    }
  };
  if (/\.(?:html|css|svg)$/.test(path)) look(withoutComments(text), 1);
  else {
    if (path.endsWith(".svelte")) look(withoutComments(markupOf(source)), 1);
    for (const file of scriptsOf(source)) {
      everyNode(file, (node) => {
        const written = ts.isStringLiteralLike(node) || ts.isTemplateLiteralToken(node);
        if (written || ts.isRegularExpressionLiteral(node)) look(node.getText(file), lineOf(node, file));
      });
    }
  }
  return places;
}

function withoutComments(text: string): string {
  return text.replace(/<!--[\s\S]*?-->/g, blank).replace(/\/\*[\s\S]*?\*\//g, blank);
}
