import { describe, expect, it } from "vitest";
import type { Approval } from "@/api/types";
import { changedParts, meanwhileOf } from "@/features/approvals/meanwhile";

const CONTENT = { text: "Chai at ten.", hashtags: ["chai"], alt_text: null, media: [] };

const asked = (id: string, version: number, more: object = {}): Approval =>
  ({ id, version, status: "open", publish_at: null, content: CONTENT, ...more }) as never;

describe("meanwhileOf", () => {
  it("is nothing while the version that was begun with still asks", () => {
    expect(meanwhileOf(asked("a", 1), asked("a", 1))).toBeNull();
  });

  it("knows a newer version, and a post that nothing asks about any more", () => {
    expect(meanwhileOf(asked("a", 1), asked("b", 2))).toBe("replaced");
    expect(meanwhileOf(asked("a", 1), asked("a", 1, { status: "decided" }))).toBe("closed");
    expect(meanwhileOf(asked("a", 1), asked("b", 2, { status: "decided" }))).toBe("closed");
  });
});

describe("changedParts", () => {
  it("names what a person sees changed, and nothing else", () => {
    const theirs = asked("b", 2, {
      content: { ...CONTENT, text: "Chai at four.", alt_text: "" },
      publish_at: "2026-12-01T04:30:00Z",
    });
    expect(changedParts(asked("a", 1), theirs)).toEqual(["text", "when"]);
  });

  it("counts what stands beside the words too", () => {
    const form = { format: "thread", thread: ["Two."] };
    const theirs = asked("b", 2, { content: { ...CONTENT, form, first_comment: "Hello" } });
    expect(changedParts(asked("a", 1), theirs)).toEqual(["form", "comment"]);
  });

  it("takes the same instant in another zone for the same", () => {
    const at = asked("a", 1, { publish_at: "2026-12-01T10:00:00+05:30" });
    expect(changedParts(at, asked("b", 2, { publish_at: "2026-12-01T04:30:00Z" }))).toEqual([]);
  });
});
