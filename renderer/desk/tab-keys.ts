/** Which of `count` tabs a key goes to from the one in front, around the ends; null for any other key. */
export function tabForKey(key: string, front: number, count: number): number | null {
  switch (key) {
    case "ArrowRight":
      return (front + 1) % count;
    case "ArrowLeft":
      return (front + count - 1) % count;
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return null;
  }
}
