import { descentSymbol, indexText, localText, matrixText, negated } from "../../core/calculus/describe.ts";
import type { Derivation } from "../../core/calculus/derivation.ts";
import { TooLongError } from "../../core/calculus/derive.ts";
import type { Expression } from "../../core/calculus/expression.ts";
import { tellReason } from "../../core/calculus/reason.ts";
import { reasonsInEnglish } from "../../core/calculus/reasons-in-english.ts";
import { writeIndexLatex, writeMatrixLatex, writeMatrixTermsLatex } from "../../core/calculus/write-latex.ts";
import { writeMatrixTerms, writeMatrixText } from "../../core/calculus/write-text.ts";
import { writeNumpyLines } from "../../core/derivation/numpy-lines.ts";
import {
  proveNetwork,
  type NetworkDerivations,
  type ProvedDerivation,
} from "../../core/training/derivation-proof.ts";
import { stepsToJson, stepsToLatex } from "./derivation-json.ts";
import { exitCodes, type ExitCode, type Io } from "./io.ts";
import { describeNetwork } from "./print.ts";
import type { Input } from "./read-input.ts";
import { UsageError, type Request } from "./usage.ts";

/** Derives the gradients by rules, evaluates every step at the experiment's start, and prints what came out. */
export function derive({ experiment, drawn }: Input, request: Request, io: Io): ExitCode {
  const wrt = request.wrt === null ? undefined : [request.wrt];
  const known = parameterNames(experiment.network.layers.length, experiment.network.bias);
  if (request.wrt !== null && !known.includes(request.wrt)) {
    throw new UsageError(`--wrt takes one of ${known.join(", ")}, not "${request.wrt}"`);
  }
  let proved: NetworkDerivations;
  try {
    proved = proveNetwork(experiment, drawn, { ...(wrt && { wrt }) });
  } catch (error) {
    if (!(error instanceof TooLongError)) throw error;
    throw new UsageError(error.message);
  }
  const { derivations } = proved;
  const format = request.json ? "json" : request.format;
  if (format === "json") {
    io.stdout.write(`${JSON.stringify({ derivations: derivations.map((one) => toJson(one, proved)) })}\n`);
  } else if (format === "latex") {
    io.stdout.write(derivations.map(toLatex).join("\n"));
  } else {
    const { X } = drawn;
    const head = `${experiment.name}\n${describeNetwork(experiment, X.rows, X.columns)}`;
    io.stdout.write(head + derivations.map((one) => toText(one, proved, request.notation)).join(""));
  }
  return derivations.every((one) => one.proved) ? exitCodes.done : exitCodes.badGradient;
}

function parameterNames(layers: number, bias: boolean): string[] {
  return Array.from({ length: layers }, (_, layer) => [
    `W${layer + 1}`,
    ...(bias ? [`b${layer + 1}`] : []),
  ]).flat();
}

function toJson(
  { derivation, proof, fromPass, check, proved }: ProvedDerivation,
  all: NetworkDerivations,
): object {
  const { by, result } = derivation;
  return {
    wrt: by.code,
    ...stepsToJson(derivation),
    result: {
      index: resultIndex(derivation),
      matrix: resultMatrix(derivation),
      latex: resultLatex(derivation),
    },
    numpy: result.matrix === null ? [] : writeNumpyLines(all.network, derivation),
    proved,
    evidence: {
      samples: all.samples,
      steps: proof.largest,
      backwardPass: fromPass,
      centralDifferences: check.largest,
      compared: check.compared,
      kinks: check.kinks,
    },
  };
}

/** `∂Δ/∂W⁽¹⁾_mn = −2 X_im …`: the last form in index notation before anything is put together. */
function resultIndex(derivation: Derivation): string {
  return `${indexText(derivation.start, derivation)} = ${indexText(derivation.result.index, derivation)}`;
}

/** `δW⁽¹⁾ = 2 X.T · …`, the article's δW = −∂Δ/∂W; null without matrix notation. */
function resultMatrix({ by, result }: Derivation): string | null {
  return result.matrix && `${descentSymbol(by).text} = ${writeMatrixTerms(negated(result.matrix))}`;
}

function resultLatex(derivation: Derivation): string {
  const { by, result, start, free } = derivation;
  if (result.matrix !== null) {
    return `${descentSymbol(by).latex} = ${writeMatrixTermsLatex(negated(result.matrix))}`;
  }
  return `${writeIndexLatex(start, free)} = ${writeIndexLatex(result.index, free)}`;
}

function toText(one: ProvedDerivation, all: NetworkDerivations, notation: Request["notation"]): string {
  const { derivation } = one;
  const { steps, shared, result } = derivation;
  const write = (expression: Expression): string =>
    notation === "matrix" ? matrixText(expression, derivation) : indexText(expression, derivation);
  const lines = steps.flatMap((step) => [
    `  = ${write(step.after)}`,
    ...(step.local === null ? [] : [`      ${localText(step.local)}`]),
    `      ${tellReason(step.reason, reasonsInEnglish)}`,
    ...(step.shared?.matrix
      ? [`      ${step.shared.symbol.text} = ${writeMatrixText(step.shared.matrix)}`]
      : []),
  ]);
  const names = shared.flatMap(({ symbol, matrix }) =>
    matrix === null ? [] : [`  with ${symbol.text} = ${writeMatrixText(matrix)}`],
  );
  const code =
    result.matrix === null
      ? []
      : writeNumpyLines(all.network, derivation, "delta").map((line) => `  ${line}`);
  return `${[
    "",
    indexText(derivation.start, derivation),
    ...lines,
    "",
    resultMatrix(derivation) ?? resultIndex(derivation),
    ...names,
    "",
    ...code,
    "",
    verdict(one, all.samples),
  ].join("\n")}\n`;
}

function verdict({ derivation, proof, fromPass, check, proved }: ProvedDerivation, samples: number): string {
  const evidence =
    `${derivation.steps.length} steps agree to ${proof.largest.toExponential(1)}, ` +
    `the backward pass to ${fromPass.toExponential(1)}, central differences to ${check.largest.toExponential(1)} ` +
    `(${samples} ${samples === 1 ? "sample" : "samples"}${check.kinks > 0 ? `, ${check.kinks} derivatives at a kink` : ""}).`;
  return proved ? `Proved: ${evidence}` : `Not proved: ${evidence}`;
}

function toLatex({ derivation }: ProvedDerivation): string {
  const names = derivation.shared.flatMap(({ symbol, matrix }) =>
    matrix === null ? [] : [String.raw`\[ ${symbol.latex} = ${writeMatrixLatex(matrix)} \]`],
  );
  return `${[...stepsToLatex(derivation), ...names, String.raw`\[ ${resultLatex(derivation)} \]`].join(
    "\n",
  )}\n`;
}
