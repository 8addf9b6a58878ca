import { describe, expect, it } from "vitest";
import { captionOf, uniqueTags } from "@/features/approvals/caption";

describe("captionOf", () => {
  it("puts the tags on a line of their own, without those the text has", () => {
    expect(captionOf("Hot #Chai today\r\n", ["#chai", "#Jaipur"])).toBe(
      "Hot #Chai today\n\n#Jaipur",
    );
  });

  it("does not take the beginning of a longer tag for the tag", () => {
    expect(captionOf("#ChaiTime", ["Chai"])).toBe("#ChaiTime\n\n#Chai");
  });

  it("knows Devanagari tags", () => {
    expect(captionOf("आज #चाय", ["#चाय", "#जयपुर"])).toBe("आज #चाय\n\n#जयपुर");
  });
});

describe("uniqueTags", () => {
  it("keeps the first writing of each", () => {
    expect(uniqueTags(["#Chai", "chai", "# Masala Chai", "#"])).toEqual(["Chai", "MasalaChai"]);
  });
});
