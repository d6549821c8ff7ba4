import ts from "typescript";
import { readImports } from "./imports.ts";
import { everyNode, lineOf, scriptsOf } from "./scripts.ts";
import type { Source } from "./sources.ts";

/** What a page or Node could reach a network with, without importing anything. */
const reaching = new Set(
  (
    "fetch XMLHttpRequest WebSocket WebSocketStream EventSource WebTransport RTCPeerConnection " +
    "sendBeacon importScripts serviceWorker getUserMedia"
  ).split(" "),
);

/** Node's modules that reach a network, or start programs which could. */
const modules = new Set(
  "http https http2 net tls dgram dns dns/promises inspector undici child_process cluster"
    .split(" ")
    .flatMap((name) => [name, `node:${name}`]),
);

/** What of Electron reaches a network, or hands addresses to programs that do. */
const electronParts = new Set(["net", "shell", "autoUpdater", "crashReporter", "pushNotifications"]);

/**
 * Where a source could reach a network or start a program: by a name that the page or Node has for it, by a
 * module of Node's, by a part of Electron's. Types and comments reach nothing.
 */
export function findNetworkUse(source: Source): string[] {
  const places: string[] = [];
  for (const { specifier, typeOnly, names, line } of readImports(source)) {
    if (typeOnly || specifier === null) continue;
    if (modules.has(specifier)) places.push(`${source.path}:${line} imports ${specifier}`);
    if (specifier !== "electron") continue;
    const parts = names === "everything" ? ["everything"] : names.filter((name) => electronParts.has(name));
    for (const part of parts) places.push(`${source.path}:${line} takes ${part} of electron`);
  }
  for (const file of scriptsOf(source)) {
    everyNode(file, (node) => {
      const named = ts.isIdentifier(node) && !isDeclaredName(node) ? node.text : null;
      const quoted = ts.isElementAccessExpression(node) && ts.isStringLiteralLike(node.argumentExpression);
      const name = quoted ? (node.argumentExpression as ts.StringLiteral).text : named;
      if (name !== null && reaching.has(name)) {
        places.push(`${source.path}:${lineOf(node, file)} mentions ${name}`);
      }
    });
  }
  return places;
}

/** A name that is only given here: to a property, a method, a parameter's type. */
function isDeclaredName(node: ts.Identifier): boolean {
  const { parent } = node;
  return (
    (ts.isPropertyAssignment(parent) ||
      ts.isPropertySignature(parent) ||
      ts.isMethodDeclaration(parent) ||
      ts.isMethodSignature(parent)) &&
    parent.name === node
  );
}
