/** Brings the posts in that an account had out before, and says what came of it. */
import { History } from "lucide-react";
import { usePastPosts } from "@/api/history";
import type { Connection } from "@/api/types";
import { Button } from "@/components/button";
import { Failure } from "@/components/failure";
import { Notice } from "@/components/notice";
import { words } from "@/words";

export function PastPosts({ connection }: { connection: Connection }) {
  const pulling = usePastPosts(connection);
  const said = words.accounts;
  const done = pulling.data;
  if (connection.history_refusal)
    return <p className="text-sm text-soft">{connection.history_refusal}</p>;
  return (
    <div className="flex flex-col gap-2">
      <Button
        className="self-stretch md:self-start"
        disabled={pulling.isPending}
        onClick={() => pulling.mutate()}
      >
        <History aria-hidden className="size-4" />
        {pulling.isPending ? said.bringingIn : done ? said.bringInAgain : said.bringIn}
      </Button>
      {pulling.isPending && pulling.progress && (
        <p role="status" className="text-sm text-soft tabular-nums">
          {said.read(pulling.progress.done, pulling.progress.total)}
        </p>
      )}
      <Failure error={pulling.error} />
      {done && (
        <Notice tone="out">
          <p>{said.broughtIn(done.imported, done.updated, done.unchanged)}</p>
          {done.notes.length > 0 && (
            <ul className="text-sm">
              {done.notes.map((note) => (
                <li key={note}>{note}</li>
              ))}
            </ul>
          )}
        </Notice>
      )}
    </div>
  );
}
