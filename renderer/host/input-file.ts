let abandon: (() => void) | null = null;

/**
 * Asks for one file through an `<input type="file">`: the way that every browser has. Null when the person
 * cancelled, or asked again while the first question was still open.
 */
export function askForFile(accept: string): Promise<File | null> {
  abandon?.();
  return new Promise((resolve) => {
    const input = document.createElement("input");
    input.type = "file";
    input.accept = accept;
    input.hidden = true;
    const answer = (file: File | null): void => {
      if (abandon === cancel) abandon = null;
      input.remove();
      resolve(file);
    };
    const cancel = (): void => answer(null);
    abandon = cancel;
    input.addEventListener("change", () => answer(input.files?.[0] ?? null));
    input.addEventListener("cancel", cancel);
    document.body.append(input);
    input.click();
  });
}

/** Hands a text or bytes to the browser as a download of that name. */
export function download(
  content: string | Uint8Array<ArrayBuffer>,
  name: string,
  type = typeof content === "string" ? "application/json" : "application/x-rematrix",
): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.hidden = true;
  document.body.append(link);
  link.click();
  link.remove();
  // The browser reads the blob after the click returns; a minute is more than any of them takes.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
