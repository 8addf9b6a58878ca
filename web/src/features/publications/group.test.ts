import { describe, expect, it } from "vitest";
import type { Publication } from "@/api/types";
import { grouped, withoutMoved } from "@/features/publications/group";

const one = (id: string, state: Publication["state"], publish_at: string | null = null) =>
  ({
    id,
    state,
    publish_at,
    content_id: id,
    content_version: 1,
    parts: [],
  }) as unknown as Publication;

const ids = (publications: Publication[]) => publications.map(({ id }) => id);

describe("grouped", () => {
  it("puts what may be out unseen before what did not go out", () => {
    const { needs } = grouped([one("a", "failed"), one("b", "missed"), one("c", "unknown")]);
    expect(ids(needs)).toEqual(["c", "a", "b"]);
  });

  it("asks about a post that is out while something that follows it is stuck", () => {
    const stuck = { ...one("a", "published"), parts: [{ state: "unknown" }] } as Publication;
    expect(ids(grouped([stuck]).needs)).toEqual(["a"]);
    expect(grouped([{ ...stuck, deleted_at: "2026-12-02T10:00:00Z" }]).needs).toEqual([]);
  });

  it("puts the next to go out first, and the last that went out first", () => {
    const { upcoming, past } = grouped([
      one("late", "scheduled", "2026-12-02T10:00:00Z"),
      one("out", "published"),
      one("soon", "scheduled", "2026-12-01T10:00:00Z"),
      one("called off", "cancelled"),
    ]);
    expect(ids(upcoming)).toEqual(["soon", "late"]);
    expect(ids(past)).toEqual(["called off", "out"]);
  });
});

describe("withoutMoved", () => {
  const old = { ...one("old", "cancelled"), content_id: "c", moved: true };
  const fresh = { ...one("new", "published"), content_id: "c", content_version: 2 };

  it("tells a moved post at its new time alone", () => {
    expect(ids(withoutMoved([old, one("called off", "cancelled"), fresh]))).toEqual([
      "called off",
      "new",
    ]);
    expect(ids(grouped([old, fresh]).past)).toEqual(["new"]);
  });

  it("keeps the old one while nobody approved the new time", () => {
    expect(ids(withoutMoved([old]))).toEqual(["old"]);
  });
});
