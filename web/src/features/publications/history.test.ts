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
    const told = toldHistory([
      entry("scheduled", "1"),
      entry("claimed", "2"),
      entry("prepared", "3"),
      entry("submitted", "4"),
      entry("published", "5"),
    ]);
    expect(told).toEqual([
      entry("scheduled", "1"),
      entry("claimed", "2", ""),
      entry("published", "5"),
    ]);
  });

  it("tells of a second try on its own", () => {
    const states = ["claimed", "scheduled", "claimed", "submitted", "unknown"] as const;
    const told = toldHistory(states.map((state, n) => entry(state, String(n))));
    expect(told.map(({ state }) => state)).toEqual(["claimed", "scheduled", "claimed", "unknown"]);
  });
});
