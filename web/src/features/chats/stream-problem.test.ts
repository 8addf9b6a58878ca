import { describe, expect, it } from "vitest";
import { isConnectionLost, streamProblem } from "@/features/chats/stream-problem";

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
});

describe("isConnectionLost", () => {
  const named = (name: string) => Object.assign(new Error("Unable to connect"), { name });

  it("knows a server that does not answer, by whatever name", () => {
    expect(isConnectionLost(new TypeError("Failed to fetch"))).toBe(true);
    expect(isConnectionLost(named("ConnectionError"))).toBe(true);
    expect(isConnectionLost(named("MaxReconnectAttemptsError"))).toBe(true);
    expect(isConnectionLost(Object.assign(new Error("HTTP 502"), { status: 502 }))).toBe(true);
  });

  it("takes neither a refusal nor a failed run for it", () => {
    expect(isConnectionLost(Object.assign(new Error("HTTP 429"), { status: 429 }))).toBe(false);
    expect(isConnectionLost(new Error("The disk is full."))).toBe(false);
    expect(isConnectionLost(undefined)).toBe(false);
  });
});
