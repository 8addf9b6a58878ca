import { describe, expect, it } from "vitest";
import { streamProblem } from "@/features/chats/stream-problem";

describe("streamProblem", () => {
  it("keeps the server's words of a refusal", () => {
    const refused = Object.assign(new Error("HTTP 429: …"), {
      status: 429,
      text: '{"code":"quota_reached","detail":"Your plan has 5 campaigns a month."}',
    });
    expect(streamProblem(refused)).toMatchObject({
      status: 429,
      code: "quota_reached",
      message: "Your plan has 5 campaigns a month.",
    });
  });

  it("keeps the words of a run that failed", () => {
    expect(streamProblem(new Error("The disk is full."))).toMatchObject({
      message: "The disk is full.",
    });
  });

  it("leaves a broken connection to be told as one", () => {
    expect(streamProblem(new TypeError("Failed to fetch"))).toBeInstanceOf(TypeError);
  });
});
