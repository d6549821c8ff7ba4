import type { SyntaxNode } from "@lezer/common";
import { shorten } from "./check-text.ts";
import {
  functionSpellings,
  labCalls,
  nearestWord,
  notHere,
  numpyCalls,
  otherNames,
  waysAround,
} from "./known-words.ts";
import type { TypedReader } from "./parse-typed.ts";
import { kindOfName } from "./shape.ts";
import { fixAt } from "./typed-problem.ts";

/** Notes that nothing of this name can be called, and what was probably meant. */
export function complainUnknown(reader: TypedReader, call: UnknownCall, name: string): null {
  const { callee, node, placed } = call;
  const shown = shorten(reader.word(callee));
  const nearest = nearestWord(name, functionSpellings);
  if (callee.name === "VariableName" && nearest === null && kindOfName(name) !== "scalar") {
    const place = reader.place(callee);
    const fixes = ["@", "*"].map((sign) => ({
      label: sign,
      text: fixAt(reader.text, place, `${name} ${sign} `).text,
    }));
    const advice = "write @ or * before the bracket";
    return reader.complain(callee, "name-called", { name: shown }, { advice, fixes });
  }
  const around = waysAround.get(name);
  if (around !== undefined && (name === "swapaxes" || placed.length === placesIn(around))) {
    const better = around.replace(
      /(?<!\w)\(\{([uvw])\}\)|\{([uvw])\}/g,
      (_, loose?: string, whole?: string) => {
        const word = reader.word(placed["uvw".indexOf(loose ?? whole ?? "u")]);
        return loose === undefined || /^\w+$/.test(word) ? word : `(${word})`;
      },
    );
    // In brackets, since it stands where one call stood.
    const fixes = [{ label: better, text: fixAt(reader.text, reader.place(node), `(${better})`).text }];
    const help = { advice: `write ${shorten(better, 80)}`, fixes };
    return reader.complain(callee, "function-unknown", { name: shown, suggestion: better }, help);
  }
  const advice = notHere.get(name);
  if (advice !== undefined) return reader.complain(callee, "function-unknown", { name: shown }, { advice });
  const better = otherNames.get(name.toLowerCase()) ?? (labCalls.has(name) ? name : nearest);
  return reader.suggest(callee, "function-unknown", { name: shown }, better);
}

/** How many arguments a way around has places for. */
function placesIn(around: string): number {
  return ["{u}", "{v}", "{w}"].filter((hole) => around.includes(hole)).length;
}

/** What these need of a call. */
interface UnknownCall {
  readonly node: SyntaxNode;
  readonly callee: SyntaxNode;
  readonly placed: readonly SyntaxNode[];
}

/** Notes that there is no such method: `X.exp()` is np.exp(X), `math.exp(X)` too. */
export function complainMethod(
  reader: TypedReader,
  call: UnknownCall,
  object: SyntaxNode,
  property: SyntaxNode,
): null {
  const name = reader.word(property);
  const module = /^(math|torch|tf|jnp|scipy|sp|np\.\w+|numpy\.\w+)(\.\w+)*$/.test(reader.word(object));
  if (module) return complainUnknown(reader, call, name);
  if (name === "T") {
    const fixes = [fixAt(reader.text, reader.place(call.node), reader.word(call.callee))];
    return reader.complain(
      property,
      "name-called",
      { name: ".T" },
      { advice: "write .T without brackets", fixes },
    );
  }
  if (numpyCalls.get(name) === "elementwise" || labCalls.has(name)) {
    const spelled = labCalls.has(name) ? name : `np.${name}`;
    const better = `${spelled}(${reader.word(object)})`;
    const fixes = [fixAt(reader.text, reader.place(call.node), better)];
    const advice = `write ${shorten(better, 80)}`;
    return reader.complain(property, "attribute", { name, suggestion: better }, { advice, fixes });
  }
  return reader.complainMember(property);
}
