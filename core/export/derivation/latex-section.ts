import { escapeText } from "../latex/writing.ts";
import type { DerivedGradients } from "./gradients.ts";
import { writeSentence } from "./sentence.ts";
import { tellDerivation, type FormulaParts, type ToldDerivation } from "./tell.ts";

/** The body of a section that derives every gradient, step by step with the reasons. */
export function writeDerivationSection({ gradients }: DerivedGradients): string[] {
  return gradients.flatMap(({ by, derivation }) =>
    derivation === null
      ? ["", String.raw`The derivation by $${by.latex}$ has too many steps to be read.`]
      : writeDerivation(tellDerivation(derivation)),
  );
}

function writeDerivation({ title, asked, steps, result, names, known }: ToldDerivation): string[] {
  return [
    "",
    String.raw`\subsection{$${title}$}`,
    ...formula(asked),
    String.raw`\begin{enumerate}`,
    ...steps.flatMap(({ sentence, rule, formula: left }) => [
      String.raw`\item ${writeSentence(sentence, known, escapeText)}`,
      ...(rule === null ? [] : [String.raw`Here $${rule.join(" ")}$.`]),
      ...formula(left),
    ]),
    String.raw`\end{enumerate}`,
    names.length === 0 ? "What comes out:" : "What comes out, and what the names in it stand for here:",
    ...[result, ...names].flatMap(formula),
  ];
}

/** A formula in lines of its own, which breaks between its parts where it is longer than a page is wide. */
function formula(parts: FormulaParts): string[] {
  return [
    String.raw`\begin{flushleft}`,
    String.raw`  $\displaystyle ${parts.join(String.raw` \allowbreak `)}$`,
    String.raw`\end{flushleft}`,
  ];
}
