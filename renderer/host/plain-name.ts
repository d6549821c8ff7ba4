/** Whether a file's name is one for an experiment alone, without its training. */
export function isPlain(name: string): boolean {
  return name.toLowerCase().endsWith(".json");
}
