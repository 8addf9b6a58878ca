import { expect, it } from "vitest";
import { kindOf, spokenLength, spokenSize } from "@/components/kinds";

it("a medium's kind is told by its type", () => {
  expect(kindOf("image/gif")).toBe("picture");
  expect(kindOf("video/quicktime")).toBe("video");
  expect(kindOf("application/pdf")).toBe("document");
});

it("sizes and lengths are said as people say them", () => {
  expect(spokenSize(12_340_000)).toMatch(/^12\.3\s?MB$/);
  expect(spokenSize(0)).toMatch(/^0\s?byte$/);
  expect(spokenLength(65.4)).toBe("1:05");
});
