import type {
  DroppedFile,
  FileAccess,
  FilePlace,
  OpenOutcome,
  SaveOutcome,
  SaveRequest,
} from "../../../renderer/host/host.ts";

type Answer = SaveOutcome | Promise<SaveOutcome>;

/** File dialogs whose answers a test lays down beforehand. */
export class FakeFiles implements FileAccess {
  readonly opensWindows: boolean;
  opens = 0;
  readonly requests: SaveRequest[] = [];
  readonly dropped: DroppedFile[] = [];
  /** What the next dialogs answer; of several answers to saving, one after the other. */
  opening: OpenOutcome = { kind: "cancelled" };
  saving: Answer | Answer[] = { kind: "cancelled" };

  /** As in a browser, where the open document makes way, or as on the desktop. */
  constructor(opensWindows = false) {
    this.opensWindows = opensWindows;
  }

  open(): Promise<OpenOutcome> {
    this.opens += 1;
    return Promise.resolve(this.opening);
  }

  openDropped(dropped: DroppedFile): Promise<OpenOutcome> {
    this.dropped.push(dropped);
    return Promise.resolve(this.opening);
  }

  async save(request: SaveRequest): Promise<SaveOutcome> {
    this.requests.push(request);
    if (!Array.isArray(this.saving)) return this.saving;
    return this.saving.shift() ?? { kind: "cancelled" };
  }
}

/** A place on no disk. */
export function placeNamed(name: string): FilePlace {
  return { id: `/home/student/${name}`, name };
}
