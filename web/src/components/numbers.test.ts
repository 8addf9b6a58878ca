import { describe, expect, it } from "vitest";
import { points } from "@/components/numbers";

describe("points", () => {
  it("shows the sign of what it shows, never that of what was rounded away", () => {
    expect([3.21, 0, -0.04, -0.05, -12].map(points)).toEqual([
      "+3.2",
      "+0.0",
      "+0.0",
      "−0.1",
      "−12.0",
    ]);
  });
});
