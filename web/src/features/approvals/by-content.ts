/** The approvals of one post belong together: the newest asks, the older ones are its past. Pure. */
import type { Approval } from "@/api/types";

export type Post = {
  contentId: string;
  newest: Approval;
  /** The run whose message introduced the post in its present form, as far as one did. */
  runId: string | null;
};

/** Posts in the order they were first asked about; `approvals` in the order they were asked. */
export function postsOf(approvals: Approval[]): Post[] {
  const posts = new Map<string, Post>();
  for (const approval of approvals) {
    const contentId = approval.content.id;
    const before = posts.get(contentId);
    posts.set(contentId, {
      contentId,
      newest: approval,
      runId: approval.content.run_id ?? before?.runId ?? null,
    });
  }
  return [...posts.values()];
}
