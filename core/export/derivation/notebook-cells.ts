import type { Derivation } from "../../calculus/derivation.ts";
import { writeNumpyLines } from "../../derivation/numpy-lines.ts";
import type { NetworkProgram } from "../../derivation/network-program.ts";
import { deltaCode, gradientCode } from "../../naming.ts";
import { escapeMarkdown, markdown, type NotebookCell } from "../notebook/cells.ts";
import { bracket, indent } from "../python/layout.ts";
import type { DerivedGradients } from "./gradients.ts";
import { writeSentence } from "./sentence.ts";
import { tellDerivation, type FormulaParts, type ToldDerivation } from "./tell.ts";

/**
 * Cells that derive every gradient, step by step with the reasons, each with code that computes what was derived and
 * holds it against the backward pass.
 */
export function writeDerivationCells({ network, gradients }: DerivedGradients): NotebookCell[] {
  return [
    markdown(
      "## The derivation\n\nThe same gradients, derived by rules: an index that stands on one side alone is summed, " +
        "and $\\delta_{ij}$ is 1 where $i = j$, else 0. What comes out is $\\delta W = -\\partial \\Delta / " +
        "\\partial W$, the way down. The code under each derivation computes it, and how far it is from the " +
        "backward pass, whose `dW` has the other sign.",
    ),
    ...gradients.flatMap(({ by, derivation }) =>
      derivation === null
        ? [markdown(`The derivation by $${by.latex}$ has too many steps to be read.`)]
        : [markdown(tell(tellDerivation(derivation))), ...compare(network, derivation)],
    ),
  ];
}

function tell({ title, asked, steps, result, names, known }: ToldDerivation): string {
  return [
    `### $${title}$`,
    display(asked),
    ...steps.flatMap(({ sentence, rule, formula }, k) => [
      `**${k + 1}.** ${writeSentence(sentence, known, escapeMarkdown)}` +
        (rule === null ? "" : ` Here $${rule.join(" ")}$.`),
      display(formula),
    ]),
    names.length === 0 ? "What comes out:" : "What comes out, and what the names in it stand for here:",
    ...[result, ...names].map(display),
  ].join("\n\n");
}

/** The result as a function of its own, and the largest difference from what the backward pass gave. */
function compare(network: NetworkProgram, derivation: Derivation): NotebookCell[] {
  const { by, result } = derivation;
  if (result.matrix === null) return [];
  const delta = deltaCode(by.code);
  const name = `derived_${delta}`;
  const values = ["X", "Y", ...network.parameters.map(({ symbol }) => symbol.code)];
  return [
    {
      kind: "code",
      text: [
        ...bracket(`def ${name}(`, values, "):"),
        ...indent([...writeNumpyLines(network, derivation, "delta"), `return ${delta}`]),
        "",
        "",
        ...bracket(`difference = ${name}(`, values, `) + ${gradientCode(by.code)}`),
        "np.abs(difference).max()",
      ].join("\n"),
    },
  ];
}

function display(parts: FormulaParts): string {
  return `$$${parts.join(" ")}$$`;
}
