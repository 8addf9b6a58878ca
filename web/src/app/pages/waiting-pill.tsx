/** Leads to the first post that waits for a decision, while it is out of sight. */
import { useEffect, useState } from "react";
import type { Approval } from "@/api/types";
import { postsOf } from "@/features/approvals/by-content";
import { words } from "@/words";

export function WaitingPill({ approvals }: { approvals: Approval[] }) {
  const open = postsOf(approvals).filter(({ newest }) => newest.status === "open");
  const firstId = open[0] ? `post-${open[0].contentId}` : null;
  const isSeen = useIsSeen(firstId);
  if (!firstId || isSeen) return null;
  return (
    <button
      type="button"
      onClick={() => document.getElementById(firstId)?.scrollIntoView({ block: "start" })}
      className="absolute -top-14 left-1/2 flex min-h-11 -translate-x-1/2 items-center gap-2 rounded-full border border-needs bg-needs-quiet px-4 text-sm font-semibold whitespace-nowrap text-needs shadow-card"
    >
      {words.chats.waiting(open.length)}
    </button>
  );
}

function useIsSeen(id: string | null): boolean {
  const [seen, setSeen] = useState(true);
  useEffect(() => {
    const element = id ? document.getElementById(id) : null;
    if (!element) return;
    const observer = new IntersectionObserver(([entry]) => setSeen(entry?.isIntersecting ?? true));
    observer.observe(element);
    return () => observer.disconnect();
  }, [id]);
  return seen;
}
