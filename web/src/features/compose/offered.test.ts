import { expect, it } from "vitest";
import { Problem } from "@/api/problem";
import { isRefused, mayCrop } from "@/features/compose/offered";
import type { Shown } from "@/features/compose/use-files";

const fittedBy = (...changes: string[]) => ({ changes }) as unknown as Shown["fitted"];
const BARS = "Put on white bars above and below: it is 1080 × 1350 pixels with them.";

it("the edges can be cut off where bars were added, and the bars be had back", () => {
  expect(mayCrop({ crop: false, fitted: fittedBy("Saved as JPEG.", BARS) })).toBe(true);
  expect(mayCrop({ crop: true, fitted: fittedBy() })).toBe(true);
  expect(mayCrop({ crop: false, fitted: fittedBy("Made smaller: 1440 × 1080 pixels.") })).toBe(
    false,
  );
  expect(mayCrop({ crop: true, fitted: null })).toBe(false);
});

it("what the server refused can only be removed; what was cut off can be sent again", () => {
  expect(isRefused({ error: new Problem(422, "media_unknown", "It is no picture.", {}) })).toBe(
    true,
  );
  expect(isRefused({ error: new Problem(503, "unavailable", "", {}) })).toBe(false);
  expect(isRefused({ error: new TypeError("Failed to fetch") })).toBe(false);
  expect(isRefused({ error: null })).toBe(false);
});
