import ts from "typescript";
import { fileURLToPath } from "node:url";

/** A member of Electron's API that the shell names, by the class or interface that declares it. */
export interface Use {
  readonly owner: string;
  readonly member: string;
  /** The event, where the member listens for one. */
  readonly event: string | null;
  readonly place: string;
}

const folder = fileURLToPath(new URL("../../../electron/", import.meta.url));
const declarations = /node_modules\/electron\/electron\.d\.ts$/;
const listening = new Set(["on", "once", "off", "addListener", "removeListener"]);

/** Every value that the shell imports from `electron`, and every member of Electron's classes that it names. */
export function usesOfElectron(): { readonly imports: string[]; readonly members: Use[] } {
  const config = ts.getParsedCommandLineOfConfigFile(
    `${folder}tsconfig.json`,
    {},
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
        throw new Error(ts.flattenDiagnosticMessageText(messageText, "\n"));
      },
    },
  );
  if (config === undefined) throw new Error("electron/tsconfig.json cannot be read");
  const program = ts.createProgram(config.fileNames, config.options);
  const checker = program.getTypeChecker();
  const imports = new Set<string>();
  const members: Use[] = [];

  const visit = (node: ts.Node, file: ts.SourceFile): void => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      if (node.moduleSpecifier.text === "electron") for (const name of valuesOf(node)) imports.add(name);
    }
    if (ts.isPropertyAccessExpression(node)) {
      const declared = checker.getSymbolAtLocation(node.name)?.declarations?.[0];
      const owner = declared?.parent;
      const named = owner !== undefined && (ts.isClassDeclaration(owner) || ts.isInterfaceDeclaration(owner));
      if (declared !== undefined && named && declarations.test(declared.getSourceFile().fileName)) {
        const line = file.getLineAndCharacterOfPosition(node.getStart()).line + 1;
        members.push({
          owner: owner.name?.text ?? "",
          member: node.name.text,
          event: eventOf(node),
          place: `${file.fileName.slice(folder.length)}:${line}`,
        });
      }
    }
    ts.forEachChild(node, (child) => visit(child, file));
  };
  for (const file of program.getSourceFiles()) {
    if (file.fileName.startsWith(folder) && !file.isDeclarationFile) visit(file, file);
  }
  return { imports: [...imports].sort(), members };
}

function valuesOf({ importClause }: ts.ImportDeclaration): string[] {
  const bindings = importClause?.namedBindings;
  if (importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword || bindings === undefined) return [];
  if (!ts.isNamedImports(bindings)) return ["*"];
  return bindings.elements.filter((one) => !one.isTypeOnly).map((one) => (one.propertyName ?? one.name).text);
}

function eventOf({ name, parent }: ts.PropertyAccessExpression): string | null {
  if (!listening.has(name.text) || !ts.isCallExpression(parent)) return null;
  const [event] = parent.arguments;
  return event !== undefined && ts.isStringLiteral(event) ? event.text : null;
}
