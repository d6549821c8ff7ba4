import { constants } from "../../formula/expression.ts";
import { kindOfName } from "./shape.ts";

const greek: ReadonlyMap<string, string> = new Map(
  Object.entries({
    α: "alpha",
    β: "beta",
    γ: "gamma",
    δ: "delta",
    ε: "varepsilon",
    ζ: "zeta",
    η: "eta",
    θ: "theta",
    ι: "iota",
    κ: "kappa",
    λ: "lambda",
    μ: "mu",
    ν: "nu",
    ξ: "xi",
    π: "pi",
    ρ: "rho",
    ς: "varsigma",
    σ: "sigma",
    τ: "tau",
    υ: "upsilon",
    φ: "varphi",
    χ: "chi",
    ψ: "psi",
    ω: "omega",
    Γ: "Gamma",
    Δ: "Delta",
    Θ: "Theta",
    Λ: "Lambda",
    Ξ: "Xi",
    Π: "Pi",
    Σ: "Sigma",
    Υ: "Upsilon",
    Φ: "Phi",
    Ψ: "Psi",
    Ω: "Omega",
  }),
);

/** What people call Greek letters on a keyboard that has none. */
const spelledOut: ReadonlyMap<string, string> = new Map([
  ["lam", "lambda"],
  ...[...greek.values()].map((name): [string, string] => [name.replace(/^var/, ""), name]),
]);

/** A name in LaTeX: `W^{(1)}` for W1, `\hat{Y}` for Yhat, `\mu` for mu and μ, `\mathit{rate}` for rate. */
export function latexOfName(name: string): string {
  const [, letters, number] = /^(.*?)_?(\d*)$/u.exec(name) ?? [name, name, ""];
  const base = latexOfLetters(letters);
  if (number === "" || base === "") return base === "" ? latexOfLetters(name) : base;
  return kindOfName(name) === "scalar" ? `${base}_{${number}}` : `${base}^{(${number})}`;
}

/** A free function's name in LaTeX: `f_{1}` for f1. */
export function latexOfFreeFunction(name: string): string {
  return name.length === 1 ? name : `${name.charAt(0)}_{${name.slice(1)}}`;
}

/** A number in LaTeX: `0.5`, `1.5 \cdot 10^{-7}`, `\pi`. */
export function latexOfNumber(value: number): string {
  if (value === constants.pi) return String.raw`\pi`;
  if (value === constants.e) return String.raw`\mathrm{e}`;
  const [digits, exponent] = String(value).split("e");
  if (exponent === undefined) return digits;
  const power = `10^{${Number(exponent)}}`;
  return digits === "1" ? power : String.raw`${digits} \cdot ${power}`;
}

function latexOfLetters(letters: string): string {
  const hat = /^(.+)hat$/u.exec(letters)?.[1];
  if (hat !== undefined) return String.raw`\hat{${latexOfLetters(hat)}}`;
  const name = greek.get(letters) ?? spelledOut.get(letters);
  if (name !== undefined) return `\\${name}`;
  if ([...letters].length === 1 && letters !== "_") return letters;
  const shown = [...letters].map((letter) => {
    const command = greek.get(letter);
    return command === undefined ? letter.replace("_", String.raw`\_`) : `\\${command}{}`;
  });
  return letters === "" ? "" : String.raw`\mathit{${shown.join("")}}`;
}
