import { quarterTurns } from "./quarter-turns.ts";

/* sin and cos on |r| ≤ π/4 with the polynomials of fdlibm's k_sin.c and k_cos.c, arctan as its s_atan.c. */

const S1 = -1.66666666666666324348e-1;
const S2 = 8.33333333332248946124e-3;
const S3 = -1.98412698298579493134e-4;
const S4 = 2.75573137070700676789e-6;
const S5 = -2.50507602534068634195e-8;
const S6 = 1.58969099521155010221e-10;

const C1 = 4.16666666666666019037e-2;
const C2 = -1.38888888888741095749e-3;
const C3 = 2.48015872894767294178e-5;
const C4 = -2.75573143513906633035e-7;
const C5 = 2.0875723212981748279e-9;
const C6 = -1.13596475577881948265e-11;

/** Where arctan's argument is turned by 0, arctan ½, π/4, arctan 1½, π/2; each angle in two doubles. */
const ANGLES_HIGH = [
  0, 4.63647609000806093515e-1, 7.85398163397448278999e-1, 9.82793723247329054082e-1, 1.570796326794896558,
];
const ANGLES_LOW = [
  0, 2.26987774529616870924e-17, 3.06161699786838301793e-17, 1.39033110312309984516e-17,
  6.12323399573676603587e-17,
];

const A = [
  3.33333333333329318027e-1, -1.99999999998764832476e-1, 1.42857142725034663711e-1, -1.1111110405462355788e-1,
  9.09088713343650656196e-2, -7.69187620504482999495e-2, 6.66107313738753120669e-2,
  -5.83357013379057348645e-2, 4.97687799461593236017e-2, -3.6531572744216915527e-2, 1.62858201153657823623e-2,
] as const;

const rest = new Float64Array(2);

/** sin x for x in radians, within 1 ulp for every finite x; NaN for infinities, −0 for −0. */
export function sin(x: number): number {
  const turns = quarterTurns(rest, x);
  const value = turns % 2 === 0 ? sineOf(rest[0], rest[1]) : cosineOf(rest[0], rest[1]);
  return turns >= 2 ? -value : value;
}

/** cos x for x in radians, within 1 ulp for every finite x; NaN for infinities. */
export function cos(x: number): number {
  const turns = quarterTurns(rest, x);
  const value = turns % 2 === 0 ? cosineOf(rest[0], rest[1]) : sineOf(rest[0], rest[1]);
  return turns === 1 || turns === 2 ? -value : value;
}

/** tan x for x in radians as sin x / cos x, within 3 ulp for every finite x; NaN for infinities. */
export function tan(x: number): number {
  const turns = quarterTurns(rest, x);
  const sine = sineOf(rest[0], rest[1]);
  const cosine = cosineOf(rest[0], rest[1]);
  return turns % 2 === 0 ? sine / cosine : -cosine / sine;
}

/** arctan x in radians, within 1 ulp; odd, −0 for −0. */
export function arctan(x: number): number {
  const a = Math.abs(x);
  if (a < 0.4375) return a < 7.450580596923828e-9 ? x : x - x * curve(x);
  const angle = a < 0.6875 ? 1 : a < 1.1875 ? 2 : a < 2.4375 ? 3 : 4;
  const t =
    angle === 1
      ? (2 * a - 1) / (2 + a)
      : angle === 2
        ? (a - 1) / (a + 1)
        : angle === 3
          ? (a - 1.5) / (1 + 1.5 * a)
          : -1 / a;
  const value = ANGLES_HIGH[angle] - (t * curve(t) - ANGLES_LOW[angle] - t);
  return x < 0 ? -value : value;
}

/** sin(r + tail) for |r| ≤ π/4. */
function sineOf(r: number, tail: number): number {
  const z = r * r;
  const v = z * r;
  const p = S2 + z * (S3 + z * (S4 + z * (S5 + z * S6)));
  // Without it −0 would become 0.
  if (v === 0) return r + tail === 0 ? r : r + tail;
  return r - (z * (0.5 * tail - v * p) - tail - v * S1);
}

/** cos(r + tail) for |r| ≤ π/4. */
function cosineOf(r: number, tail: number): number {
  const z = r * r;
  const p = z * (C1 + z * (C2 + z * (C3 + z * (C4 + z * (C5 + z * C6)))));
  const half = 0.5 * z;
  const w = 1 - half;
  return w + (1 - w - half + (z * p - r * tail));
}

/** 1 − arctan(t)/t for |t| < 0.4375. */
function curve(t: number): number {
  const z = t * t;
  const w = z * z;
  const odd = z * (A[0] + w * (A[2] + w * (A[4] + w * (A[6] + w * (A[8] + w * A[10])))));
  const even = w * (A[1] + w * (A[3] + w * (A[5] + w * (A[7] + w * A[9]))));
  return odd + even;
}
