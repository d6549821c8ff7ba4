import { messages } from "./messages/en.ts";

/** Why a file could not be read, in plain words. */
export function reasonNotRead(error: unknown): string {
  return codeOf(error) === "ENOENT" ? messages.files.missing : reasonOf(error);
}

/** Why a file could not be written, in plain words. */
export function reasonNotWritten(error: unknown): string {
  return codeOf(error) === "ENOENT" ? messages.files.folderMissing : reasonOf(error);
}

function reasonOf(error: unknown): string {
  switch (codeOf(error)) {
    case "EACCES":
    case "EPERM":
      return messages.files.notAllowed;
    case "EISDIR":
      return messages.files.notFile;
    case "ENOTDIR":
      return messages.files.folderMissing;
    case "ENOSPC":
    case "EDQUOT":
      return messages.files.full;
    case "EROFS":
      return messages.files.readOnly;
    case "EBUSY":
      return messages.files.busy;
    case "ENAMETOOLONG":
      return messages.files.tooLong;
    case "EFBIG":
      return messages.files.tooLargeForDisk;
    case "EIO":
      return messages.files.defective;
    default:
      return messages.files.other(error instanceof Error ? error.message : String(error));
  }
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException | null)?.code;
}
