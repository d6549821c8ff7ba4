import { MOST_PRINTED_ROWS, type ChainFit, type ChainLayout } from "./chain-layout.ts";

/** What there is room for. */
interface Room {
  /** Of the pane, in CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** Other panes have the room: rather the whole chain in colours than a part of it in numbers. */
  readonly tight: boolean;
}

/** In a lower pane, as in a window at 200 %, an overview would be too flat to be read: there the pane scrolls. */
const LOWEST_OVERVIEW = 200;

/**
 * How a chain is shown until the person chooses, by its layout in numbers and how many samples are drawn. Where it
 * does not fit and some matrices are colours alone anyhow, all of it is worth more than the numbers of a part.
 */
export function usualFit({ matrices, width, height }: ChainLayout, samples: number, room: Room): ChainFit {
  if (samples > MOST_PRINTED_ROWS) return "overview";
  const [wide, high] = [width > room.width + 1, height > room.height + 1];
  if (wide && room.tight) return "overview";
  if (room.height < LOWEST_OVERVIEW || !(wide || high)) return "numbers";
  return matrices.some(({ printed }) => !printed) ? "overview" : "numbers";
}
