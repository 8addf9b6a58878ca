import { describe, expect, it } from "vitest";
import type { Approval } from "@/api/types";
import { postsOf } from "@/features/approvals/by-content";

const asked = (id: string, contentId: string, runId: string | null): Approval =>
  ({ id, content: { id: contentId, run_id: runId } }) as Approval;

describe("postsOf", () => {
  it("keeps a post in its place while its newest version asks", () => {
    const posts = postsOf([
      asked("a1", "one", "run-1"),
      asked("a2", "two", "run-1"),
      asked("a3", "one", null),
      asked("a4", "two", "run-2"),
    ]);
    expect(posts.map((post) => [post.contentId, post.newest.id, post.runId])).toEqual([
      ["one", "a3", "run-1"],
      ["two", "a4", "run-2"],
    ]);
  });
});
