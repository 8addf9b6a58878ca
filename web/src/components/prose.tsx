/** The team's plain text as paragraphs, lists and links. Outside text is never markup. */

const LINK = /(https?:\/\/[^\s<>"“”]+[^\s<>"“”.,;:!?)\]}'’])/;

type Block = { kind: "list" | "text"; lines: string[] };

export function Prose({ text }: { text: string }) {
  return (
    <div className="flex flex-col gap-2">
      {blocksOf(text).map((block, n) =>
        block.kind === "list" ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: blocks of a text have no other name
          <ul key={n} className="flex list-disc flex-col gap-1 pl-5">
            {block.lines.map((line) => (
              <li key={line}>
                <Linked text={line} />
              </li>
            ))}
          </ul>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: blocks of a text have no other name
          <p key={n} className="whitespace-pre-line">
            <Linked text={block.lines.join("\n")} />
          </p>
        ),
      )}
    </div>
  );
}

function Linked({ text }: { text: string }) {
  return text.split(LINK).map((part, n) =>
    n % 2 ? (
      <a
        key={part}
        href={part}
        target="_blank"
        rel="noreferrer noopener"
        className="text-accent underline"
      >
        {part}
      </a>
    ) : (
      part
    ),
  );
}

export function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  for (const part of text.split(/\n\s*\n/)) {
    let open: Block = { kind: "text", lines: [] };
    for (const line of part.split("\n")) {
      const kind = line.startsWith("- ") ? "list" : "text";
      if (open.kind !== kind || !open.lines.length) {
        open = { kind, lines: [] };
        blocks.push(open);
      }
      open.lines.push(kind === "list" ? line.slice(2) : line);
    }
  }
  return blocks.filter(({ lines }) => lines.some((line) => line.trim()));
}
