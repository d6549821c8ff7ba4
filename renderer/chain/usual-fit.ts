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
 * is too long and some matrices are colours alone anyhow, all of it is worth more than the numbers of a part; what is
 * only too high has its numbers in the first place, and scrolls.
 */
export function usualFit({ matrices, width }: ChainLayout, samples: number, room: Room): ChainFit {
  if (samples > MOST_PRINTED_ROWS) return "overview";
  const long = width > room.width + 1;
  if (long && room.tight) return "overview";
  if (!long || room.height < LOWEST_OVERVIEW) return "numbers";
  return matrices.some(({ printed }) => !printed) ? "overview" : "numbers";
}
