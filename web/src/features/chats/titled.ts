/** What a conversation is called: the beginning of the first thing said in it. Pure. */

const LONGEST = 80;

export function titled(text: string): string {
  const line = text.trim().split("\n")[0] ?? "";
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1).trimEnd()}…` : line;
}
