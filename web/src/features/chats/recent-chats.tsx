/** The newest conversations, beside everything else on a desktop. */
import { Link } from "@tanstack/react-router";
import { titleOf, useThreads } from "@/api/threads";
import { words } from "@/words";

const MOST = 8;

export function RecentChats() {
  const threads = useThreads().data?.slice(0, MOST) ?? [];
  if (!threads.length) return null;
  return (
    <nav aria-label={words.chats.title} className="flex flex-col">
      {threads.map((thread) => (
        <Link
          key={thread.thread_id}
          to="/chats/$threadId"
          params={{ threadId: thread.thread_id }}
          className="flex min-h-11 items-center gap-2 rounded-md px-3 py-1.5 text-sm text-soft hover:bg-surface"
          activeProps={{ className: "bg-surface text-ink" }}
        >
          <span className="line-clamp-2 min-w-0 flex-1">
            {titleOf(thread) || words.chats.untitled}
          </span>
          {thread.status === "interrupted" && (
            <span
              role="img"
              aria-label={words.chats.waits}
              className="size-2.5 shrink-0 rounded-full bg-needs"
            />
          )}
        </Link>
      ))}
    </nav>
  );
}
