import { tick, untrack } from "svelte";

/** The part of a pane that is used; sizes in percent of its group. `getSize` gives NaN or undefined before it is laid out. */
export interface SizedPane {
  readonly getSize: () => number | undefined;
  readonly resize: (size: number) => void;
}

interface Sizes {
  /** The pane, once there is one. */
  readonly pane: () => SizedPane | undefined;
  readonly wide: () => boolean;
  /** How large it is to be while a tab is wide. */
  readonly wideSize: () => number;
  /** The person made it another size while a tab is wide. */
  readonly remember: (size: number) => void;
  /** Whatever makes the group lay itself out anew, which forgets what was asked for. */
  readonly arrangement?: () => unknown;
}

/**
 * Gives a pane one size of the person's own, and another while a tab is wide. Called while a component is
 * made; returns what has to hear of every change of the pane's size.
 */
export function keepTwoSizes({ pane, wide, wideSize, remember, arrangement }: Sizes): (size: number) => void {
  let listening = false;
  /** The person's own size, while another is shown. */
  let own: number | null = null;
  const ready = $derived(isSize(pane()?.getSize()));

  $effect(() => {
    arrangement?.();
    const resized = pane();
    if (!resized || !ready) return;
    if (!wide()) {
      const before = own;
      own = null;
      if (before !== null) untrack(() => resized.resize(before));
      return;
    }
    let over = false;
    // The group lays itself out in an effect of its own.
    void tick().then(() => {
      if (over) return;
      own = resized.getSize() ?? null;
      resized.resize(untrack(wideSize));
      listening = true;
    });
    return () => {
      over = true;
      listening = false;
    };
  });

  return (size) => {
    if (listening) remember(size);
  };
}

function isSize(size: number | undefined): size is number {
  return size !== undefined && Number.isFinite(size);
}

/** Where a group of panes keeps its sizes: only the person's own, not those of wide tabs. */
export function ownSizes(wide: () => boolean): Pick<Storage, "getItem" | "setItem"> {
  return {
    getItem: (name) => localStorage.getItem(name),
    setItem: (name, value) => {
      if (!wide()) localStorage.setItem(name, value);
    },
  };
}

/** The right pane's share of a window while a tab is wide, in percent: 42, and no more than 720 px. */
export function wideShare(windowWidth: number): number {
  return Math.min(42, (100 * 720) / windowWidth);
}
