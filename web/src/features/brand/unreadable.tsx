/** Rows of a file that could not be read, the first ones with the reason: items of a list. */
import type { Import } from "@/api/history";
import { words } from "@/words";

type Props = { rows: Import["rejected"]; total: number };

export function Unreadable({ rows, total }: Props) {
  const said = words.brand;
  return (
    <>
      {rows.map(({ line, reason }) => (
        <li key={line} className="break-words">
          {said.line(line, reason)}
        </li>
      ))}
      {total > rows.length && <li>{said.moreLines(total - rows.length)}</li>}
    </>
  );
}
