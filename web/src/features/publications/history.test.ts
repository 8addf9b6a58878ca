import { describe, expect, it } from "vitest";
import type { Publication } from "@/api/types";
import { toldHistory } from "@/features/publications/history";

type Entry = Publication["timeline"][number];

const entry = (state: Entry["state"], at: string, detail = "said"): Entry => ({
  state,
  at,
  detail,
});

describe("toldHistory", () => {
  it("tells all steps of going out as one, with the time it began", () => {
    const told = toldHistory({
      deleted_at: null,
      timeline: [
        entry("scheduled", "1"),
        entry("claimed", "2"),
        entry("prepared", "3"),
        entry("submitted", "4"),
        entry("published", "5"),
      ],
    });
    expect(told).toEqual([
      entry("scheduled", "1"),
      entry("claimed", "2", ""),
      entry("published", "5"),
    ]);
  });

  it("tells of a second try on its own", () => {
    const states = ["claimed", "scheduled", "claimed", "submitted", "unknown"] as const;
    const told = toldHistory({
      deleted_at: null,
      timeline: states.map((state, n) => entry(state, String(n))),
    });
    expect(told.map(({ state }) => state)).toEqual(["claimed", "scheduled", "claimed", "unknown"]);
  });

  it("tells a deletion as one, though the post's state stays", () => {
    const timeline = [entry("published", "1"), entry("published", "2", "Deleted by Asha.")];
    const states = (deleted_at: string | null) =>
      toldHistory({ timeline, deleted_at }).map(({ state }) => state);
    expect(states("2")).toEqual(["published", "deleted"]);
    expect(states(null)).toEqual(["published", "published"]);
  });
});
