import { describe, expect, it } from "vitest";
import { eventsOf, parsedEvent } from "@/api/event-stream";

function bodyOf(...chunks: Uint8Array[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
}

async function all(body: ReadableStream<Uint8Array>) {
  const found = [];
  for await (const event of eventsOf(body)) found.push(event);
  return found;
}

describe("parsedEvent", () => {
  it("reads id, name and data of several lines", () => {
    expect(parsedEvent("id: 7\nevent: publication.changed\ndata: {\ndata: }")).toEqual({
      id: "7",
      event: "publication.changed",
      data: "{\n}",
    });
  });

  it("takes a comment for a heartbeat", () => {
    expect(parsedEvent(": ping")).toBeNull();
  });
});

describe("eventsOf", () => {
  it("puts events together that arrive in pieces, cut within a letter", async () => {
    const bytes = new TextEncoder().encode(
      "id: 1\ndata: चाय\n\nid: 2\ndata: b\n\nid: 3\ndata: lost",
    );
    const found = await all(bodyOf(bytes.slice(0, 14), bytes.slice(14, 15), bytes.slice(15)));
    expect(found.map(({ id, data }) => [id, data])).toEqual([
      ["1", "चाय"],
      ["2", "b"],
    ]);
  });
});
