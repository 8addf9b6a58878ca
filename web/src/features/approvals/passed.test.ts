import { describe, expect, it } from "vitest";
import type { Approval } from "@/api/types";
import { hasPassed } from "@/features/approvals/passed";

const asked = (publish_at: string | null, status: Approval["status"] = "open"): Approval =>
  ({ publish_at, status }) as Approval;

const NOW = new Date("2026-11-30T12:00:00Z");

describe("hasPassed", () => {
  it("lets a slot be missed by less than two hours", () => {
    expect(hasPassed(asked("2026-11-30T10:00:01Z"), NOW)).toBe(false);
    expect(hasPassed(asked("2026-11-30T10:00:00Z"), NOW)).toBe(true);
  });

  it("says it neither of a post for now nor of one that was decided on", () => {
    expect(hasPassed(asked(null), NOW)).toBe(false);
    expect(hasPassed(asked("2026-11-29T10:00:00Z", "decided"), NOW)).toBe(false);
  });
});
