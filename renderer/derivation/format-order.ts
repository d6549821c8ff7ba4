import { raisedDigits } from "../../core/naming.ts";

/** How large a small difference is, in one digit: `3·10⁻¹¹`; 0 is `0`. */
export function formatOrder(value: number): string {
  if (value === 0) return "0";
  const [digit, exponent] = value.toExponential(0).split("e");
  const power = Number(exponent);
  if (power > -3 && power < 3) return String(Number(value.toPrecision(1)));
  return `${digit}·10${power < 0 ? "⁻" : ""}${raisedDigits(Math.abs(power))}`;
}
