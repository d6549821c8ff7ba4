import type {
  FileAccess,
  FilePlace,
  OpenOutcome,
  SaveOutcome,
  SaveRequest,
} from "../../../renderer/host/host.ts";

/** File dialogs whose answers a test lays down beforehand. */
export class FakeFiles implements FileAccess {
  readonly opensWindows: boolean;
  opens = 0;
  readonly requests: SaveRequest[] = [];
  /** What the next dialogs answer. */
  opening: OpenOutcome = { kind: "cancelled" };
  saving: SaveOutcome | Promise<SaveOutcome> = { kind: "cancelled" };

  /** As in a browser, where the open document makes way, or as on the desktop. */
  constructor(opensWindows = false) {
    this.opensWindows = opensWindows;
  }

  open(): Promise<OpenOutcome> {
    this.opens += 1;
    return Promise.resolve(this.opening);
  }

  async save(request: SaveRequest): Promise<SaveOutcome> {
    this.requests.push(request);
    return this.saving;
  }
}

/** A place on no disk. */
export function placeNamed(name: string): FilePlace {
  return { id: `/home/student/${name}`, name };
}
