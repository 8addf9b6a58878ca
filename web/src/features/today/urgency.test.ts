import { describe, expect, it } from "vitest";
import type { Approval } from "@/api/types";
import { byUrgency } from "@/features/today/urgency";

const asked = (id: string, publish_at: string | null) => ({ id, publish_at }) as Approval;

describe("byUrgency", () => {
  it("puts what goes out at once first, then the soonest, and leaves equals as they came", () => {
    const given = [
      asked("late", "2026-12-03T10:00:00Z"),
      asked("at once", null),
      asked("soon", "2026-12-01T10:00:00+05:30"),
      asked("at once too", null),
      asked("passed", "2026-11-01T10:00:00Z"),
    ];
    const ids = byUrgency(given).map(({ id }) => id);
    expect(ids).toEqual(["at once", "at once too", "passed", "soon", "late"]);
    expect(given[0]?.id).toBe("late");
  });
});
