import { describe, expect, it } from "vitest";
import { blocksOf } from "@/components/prose";

describe("blocksOf", () => {
  it("tells lists from paragraphs, also where one follows the other at once", () => {
    expect(blocksOf("Here:\n- one\n- two\n\n\nThen\nmore\n")).toEqual([
      { kind: "text", lines: ["Here:"] },
      { kind: "list", lines: ["one", "two"] },
      { kind: "text", lines: ["Then", "more", ""] },
    ]);
  });
});
