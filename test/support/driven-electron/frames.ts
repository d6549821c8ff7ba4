import { toElectron } from "./addresses.ts";
import type { Session } from "./connection.ts";

interface FrameFact {
  readonly id: string;
  readonly parentId?: string;
  readonly url: string;
}

/** A frame of a page, as the sender of a message has it. */
export class Frame {
  readonly #frames: Frames;
  readonly #parent: string | null;
  readonly id: string;
  url = "about:blank";

  constructor(frames: Frames, id: string, parent: string | null) {
    this.#frames = frames;
    this.id = id;
    this.#parent = parent;
  }

  get parent(): Frame | null {
    return this.#parent === null ? null : this.#frames.get(this.#parent);
  }

  get top(): Frame {
    return this.parent?.top ?? this;
  }
}

/** The frames of one page, kept up with it, and the worlds of scripts in them. */
export class Frames {
  readonly #frames = new Map<string, Frame>();
  readonly #worlds = new Map<number, string>();
  readonly #world: string;
  readonly main: Frame;

  /** `world` is the name of the worlds that count; a page's main frame has its target's id. */
  constructor(session: Session, mainId: string, world: string) {
    this.#world = world;
    this.main = this.#keep(mainId, null);
    session.on(
      "Page.frameAttached",
      ({ frameId, parentFrameId }: { frameId: string; parentFrameId: string }) =>
        this.#keep(frameId, parentFrameId),
    );
    session.on("Page.frameNavigated", ({ frame }: { frame: FrameFact }) => {
      this.#keep(frame.id, frame.parentId ?? null).url = toElectron(frame.url);
    });
    session.on("Page.navigatedWithinDocument", ({ frameId, url }: { frameId: string; url: string }) => {
      this.#keep(frameId, null).url = toElectron(url);
    });
    session.on("Page.frameDetached", ({ frameId, reason }: { frameId: string; reason: string }) => {
      if (reason === "remove") this.#frames.delete(frameId);
    });
    session.on("Runtime.executionContextCreated", ({ context }: { context: ContextFact }) => {
      if (context.name === this.#world) this.#worlds.set(context.id, context.auxData.frameId);
    });
    session.on(
      "Runtime.executionContextDestroyed",
      ({ executionContextId: id }: { executionContextId: number }) => this.#worlds.delete(id),
    );
    session.on("Runtime.executionContextsCleared", () => this.#worlds.clear());
  }

  get(id: string): Frame | null {
    return this.#frames.get(id) ?? null;
  }

  /** The frame in which a world of scripts is. */
  ofWorld(context: number): Frame | null {
    return this.get(this.#worlds.get(context) ?? "");
  }

  /** The world in the main frame, or null while there is none. */
  get mainWorld(): number | null {
    let found: number | null = null;
    for (const [context, frame] of this.#worlds) if (frame === this.main.id) found = context;
    return found;
  }

  #keep(id: string, parent: string | null): Frame {
    const frame = this.#frames.get(id) ?? new Frame(this, id, parent);
    this.#frames.set(id, frame);
    return frame;
  }
}

interface ContextFact {
  readonly id: number;
  readonly name: string;
  readonly auxData: { readonly frameId: string };
}
