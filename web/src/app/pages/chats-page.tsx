/** All conversations, those changed last first. */
import { Link } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useZone } from "@/api/profile";
import { THREADS_AT_ONCE, titleOf, useThreads } from "@/api/threads";
import { useSteady } from "@/api/use-steady";
import { Button } from "@/components/button";
import { Empty } from "@/components/empty";
import { Failure } from "@/components/failure";
import { Loading } from "@/components/loading";
import { Page } from "@/components/page";
import { Status } from "@/components/status";
import { spokenInstant } from "@/components/times";
import { words } from "@/words";

export function ChatsPage() {
  const [most, setMost] = useState(THREADS_AT_ONCE);
  const threads = useThreads(most);
  const shown = useSteady(threads);
  const zone = useZone();
  const begin = (
    <Button asChild look="primary">
      <Link to="/chats/$threadId" params={{ threadId: "new" }}>
        <Plus aria-hidden className="size-5" />
        {words.chats.new}
      </Link>
    </Button>
  );
  return (
    <Page title={words.chats.title} aside={threads.data?.length ? begin : undefined}>
      {shown.isPending && <Loading />}
      <Failure error={shown.error} onRetry={shown.retry} />
      {threads.data?.length === 0 && (
        <Empty title={words.chats.empty} hint={words.chats.emptyHint} action={begin} />
      )}
      {Boolean(threads.data?.length) && (
        <ul className="flex flex-col divide-y divide-line border-y border-line">
          {threads.data?.slice(0, most).map((thread) => (
            <li key={thread.thread_id}>
              <Link
                to="/chats/$threadId"
                params={{ threadId: thread.thread_id }}
                className="flex min-h-16 flex-wrap items-center gap-x-4 gap-y-1 py-3 hover:bg-quiet"
              >
                <span className="min-w-0 flex-1 basis-52">
                  <span className="line-clamp-2 font-semibold">
                    {titleOf(thread) || words.chats.untitled}
                  </span>
                  <span className="text-sm text-soft">
                    {spokenInstant(thread.updated_at, zone)}
                  </span>
                </span>
                {thread.status === "interrupted" && (
                  <Status tone="needs" word={words.chats.waits} />
                )}
                {thread.status === "busy" && <Status tone="waiting" word={words.chats.working} />}
              </Link>
            </li>
          ))}
        </ul>
      )}
      {(threads.data?.length ?? 0) > most && (
        <Button className="self-start" onClick={() => setMost(most + THREADS_AT_ONCE)}>
          {words.chats.older}
        </Button>
      )}
    </Page>
  );
}
