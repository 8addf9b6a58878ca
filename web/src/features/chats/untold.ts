/** What a message says that the cards around it do not say. Pure. */

const plain = (line: string) =>
  line.replace(/^- /, "").replace(/\s+/g, " ").trim().replace(/[.।]$/, "");

/** A line about one post by its number: its own card says all of it. */
const OF_POST = /^- Post \d+ on /;

/**
 * The message without the lines that `told` holds, and without headings whose list went with them.
 * What an author says in other words than the cards is left as it is.
 */
export function untold(text: string, told: string[], withPosts = false): string {
  const known = new Set(told.flatMap((one) => one.split("\n")).map(plain));
  const isTold = (line: string) =>
    (line.trim() !== "" && known.has(plain(line))) || (withPosts && OF_POST.test(line));
  return text
    .split("\n")
    .filter((line, n, lines) => {
      if (isTold(line)) return false;
      if (!line.trimEnd().endsWith(":")) return true;
      const items = listAfter(lines.slice(n + 1));
      return !items.length || !items.every(isTold);
    })
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

/** The items of the list that begins there, if one does. */
function listAfter(lines: string[]): string[] {
  const begin = lines.findIndex((line) => line.trim() !== "");
  const rest = begin < 0 ? [] : lines.slice(begin);
  const end = rest.findIndex((line) => !line.startsWith("- "));
  return end < 0 ? rest : rest.slice(0, end);
}
