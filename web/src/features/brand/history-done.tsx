/** What came of a file of past posts. */
import type { Import } from "@/api/history";
import { Notice } from "@/components/notice";
import { Unreadable } from "@/features/brand/unreadable";
import { words } from "@/words";

const REASONS_SHOWN = 5;

export function HistoryDone({ done }: { done: Import }) {
  const bad = done.rejected_total;
  return (
    <Notice tone={bad ? "needs" : "out"}>
      <p>{words.brand.imported(done.imported + done.updated, done.unchanged, bad)}</p>
      <ul className="text-sm">
        <Unreadable rows={done.rejected.slice(0, REASONS_SHOWN)} total={bad} />
        {done.notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </Notice>
  );
}
