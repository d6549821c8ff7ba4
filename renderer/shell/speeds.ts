/** The speed slider's positions, in steps per second; the last is as fast as the engine can. */
export const SPEEDS: readonly (number | null)[] = [
  1,
  2,
  5,
  10,
  30,
  60,
  100,
  300,
  1000,
  3000,
  10_000,
  100_000,
  null,
];

/** The position of a speed; a speed between two positions takes the one below. */
export function positionOf(speed: number | null): number {
  if (speed === null) return SPEEDS.length - 1;
  const above = SPEEDS.findIndex((candidate) => candidate === null || candidate > speed);
  return Math.max(0, above - 1);
}
