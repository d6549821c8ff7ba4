/** Copies bytes out of the page's memory: what they are made of may be handed over to somebody else. */
export function blobOf(bytes: Uint8Array): Blob {
  return new Blob([bytes as Uint8Array<ArrayBuffer>]);
}
