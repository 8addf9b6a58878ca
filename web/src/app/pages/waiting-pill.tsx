/** Leads to the first post that waits for a decision, while it is out of sight. */
import { useEffect, useState } from "react";
import type { Approval } from "@/api/types";
import { postsOf } from "@/features/approvals/by-content";
import { words } from "@/words";

/** `drawn`: how much of the conversation is there; its posts move when more of it comes. */
type Props = { approvals: Approval[]; drawn: number };

export function WaitingPill({ approvals, drawn }: Props) {
  const open = postsOf(approvals).filter(({ newest }) => newest.status === "open");
  const firstId = open[0] ? `post-${open[0].contentId}` : null;
  const isSeen = useIsSeen(firstId, drawn);
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

function useIsSeen(id: string | null, drawn: number): boolean {
  const [seen, setSeen] = useState(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the element is another one then
  useEffect(() => {
    const element = id ? document.getElementById(id) : null;
    if (!element) return;
    const observer = new IntersectionObserver(([entry]) => setSeen(entry?.isIntersecting ?? true));
    observer.observe(element);
    return () => observer.disconnect();
  }, [id, drawn]);
  return seen;
}
