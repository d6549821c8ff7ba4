/** A file that cannot be read or written; the message says which and why. */
export class FileError extends Error {
  override readonly name = "FileError";
}
