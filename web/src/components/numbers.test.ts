import { describe, expect, it } from "vitest";
import { points, rupees } from "@/components/numbers";

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

describe("rupees", () => {
  it("groups as in India and shows paise only where there are some", () => {
    expect([8000, 125000, 10.5].map(rupees)).toEqual(["₹8,000", "₹1,25,000", "₹10.50"]);
  });
});
