import { describe, expect, it } from "vitest";
import { standing } from "@/features/brand/effect-bar";

describe("standing", () => {
  it("takes a side only when the whole range lies there", () => {
    expect(standing(0.1, 4)).toBe("above");
    expect(standing(-4, -0.1)).toBe("below");
    expect(standing(-1, 4)).toBeNull();
    expect(standing(0, 4)).toBeNull();
  });
});
