import { describe, expect, it } from "vitest";
import {
  instantOfWall,
  spokenClock,
  spokenInstant,
  wallOfInstant,
  zoneName,
} from "@/components/times";

describe("spokenInstant", () => {
  it("names day, wall time and zone as people in India write them", () => {
    const year = new Date().getFullYear();
    expect(spokenInstant(`${year}-11-12T14:00:00Z`, "Asia/Kolkata")).toMatch(
      /^\w{3}\u00a012\u00a0Nov, 7:30\u00a0pm\u00a0IST$/,
    );
  });

  it("names the year when it is another one", () => {
    expect(spokenInstant("2031-01-02T00:00:00Z", "Asia/Kolkata")).toContain("2\u00a0Jan\u00a02031");
  });
});

describe("instantOfWall", () => {
  it("reads a wall time in its zone", () => {
    expect(instantOfWall("2026-11-12T19:30", "Asia/Kolkata")).toBe("2026-11-12T14:00:00.000Z");
  });

  it("knows summer time on both of its sides", () => {
    expect(instantOfWall("2026-03-28T12:00", "Europe/Berlin")).toBe("2026-03-28T11:00:00.000Z");
    expect(instantOfWall("2026-03-29T12:00", "Europe/Berlin")).toBe("2026-03-29T10:00:00.000Z");
  });

  it.each(["Asia/Kolkata", "Asia/Kathmandu", "America/New_York", "UTC"])(
    "is undone by wallOfInstant in %s",
    (zone) => {
      expect(wallOfInstant(instantOfWall("2026-07-01T00:15", zone), zone)).toBe("2026-07-01T00:15");
    },
  );
});

describe("zoneName", () => {
  it("calls a zone by its letters where it has any, else by its place", () => {
    expect(zoneName("Asia/Kolkata")).toBe("IST");
    expect(zoneName("Asia/Ho_Chi_Minh")).toBe("Asia/Ho Chi Minh");
  });
});

describe("spokenClock", () => {
  it("says a wall time as people do", () => {
    expect(spokenClock("19:30")).toBe("7:30\u00a0pm");
    expect(spokenClock("00:05")).toBe("12:05\u00a0am");
  });
});
