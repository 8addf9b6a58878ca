import { describe, expect, it } from "vitest";
import { Once } from "@/api/once";

describe("Once", () => {
  it("keeps the key of a request whose answer got lost", () => {
    const once = new Once();
    expect(once.keyOf("approve 1")).toBe(once.keyOf("approve 1"));
  });

  it("has a key of its own for every request, and a new one after an answer", () => {
    const once = new Once();
    const key = once.keyOf("approve 1");
    expect(once.keyOf("reject 1")).not.toBe(key);
    once.answered("approve 1");
    expect(once.keyOf("approve 1")).not.toBe(key);
  });
});
