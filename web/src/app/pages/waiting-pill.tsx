/** Leads to the first post that waits for a decision, while none of them is in sight. */
import { useEffect, useState } from "react";
import type { Approval } from "@/api/types";
import { postsOf } from "@/features/approvals/by-content";
import { words } from "@/words";

/** `drawn`: how much of the conversation is there; its posts move when more of it comes. */
type Props = { approvals: Approval[]; drawn: number };

export function WaitingPill({ approvals, drawn }: Props) {
  const open = postsOf(approvals).filter(({ newest }) => newest.status === "open");
  const ids = open.map(({ contentId }) => `post-${contentId}`);
  const isSeen = useIsAnySeen(ids.join(" "), drawn);
  const [firstId] = ids;
  // it would lie over the buttons of a card that is in sight
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

/** `ids`: of elements, with blanks between them. */
function useIsAnySeen(ids: string, drawn: number): boolean {
  const [seen, setSeen] = useState(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the elements are other ones then
  useEffect(() => {
    const elements = ids.split(" ").map((id) => document.getElementById(id));
    const inSight = new Set<Element>();
    const observer = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries)
        if (isIntersecting) inSight.add(target);
        else inSight.delete(target);
      setSeen(inSight.size > 0);
    });
    for (const element of elements) if (element) observer.observe(element);
    return () => observer.disconnect();
  }, [ids, drawn]);
  return seen;
}
