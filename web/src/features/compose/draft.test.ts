import { expect, it } from "vitest";
import type { Connection, Platform } from "@/api/types";
import { draftOf, EMPTY, saysAnything, timeOf } from "@/features/compose/draft";
import { FORMATS, placesOf } from "@/features/compose/places";

const on = (platform: Platform) => ({ id: "c", platform }) as Connection;
const FULL = {
  ...EMPTY,
  text: " Chai at seven. ",
  hashtags: "#chai, masala",
  comment: "Open till nine",
  thread: ["Second", " "],
  title: "How we brew",
  link: { url: "https://chai.example", title: "Menu", description: "" },
  tags: "chai, slow brew",
};
const PICTURE = { sha256: "a", kind: "picture", alt: "A cup" } as const;
const VIDEO = { sha256: "b", kind: "video", alt: "of no use" } as const;

it("a draft carries only what its platform has a place for", () => {
  const story = draftOf({ ...FULL, format: "story" }, on("instagram"), [PICTURE]);
  expect(story).toMatchObject({ text: "", hashtags: [], media: ["a"], form: { format: "story" } });
  expect(story).not.toHaveProperty("first_comment");
  const thread = draftOf({ ...FULL, format: "thread" }, on("x"), []);
  expect(thread.form).toEqual({ format: "thread", thread: ["Second"] });
  const video = draftOf(FULL, on("youtube"), [VIDEO]);
  expect(video.form).toMatchObject({
    title: "How we brew",
    video: { tags: ["chai", "slow brew"], privacy: "public", made_for_kids: false },
  });
});

it("a link is a card only where nothing else is shown", () => {
  expect(draftOf(FULL, on("linkedin"), []).form).toHaveProperty("link");
  expect(draftOf(FULL, on("linkedin"), [PICTURE]).form).toEqual({
    format: "post",
    alt_texts: ["A cup"],
  });
  expect(draftOf(FULL, on("x"), []).form).toEqual({ format: "post" });
});

it("words and tags are cleaned, and emptiness is known", () => {
  expect(draftOf(FULL, on("facebook"), [])).toMatchObject({
    text: "Chai at seven.",
    hashtags: ["#chai", "masala"],
    first_comment: "Open till nine",
  });
  expect(saysAnything(draftOf(EMPTY, on("x"), []))).toBe(false);
  expect(saysAnything(draftOf(EMPTY, on("x"), [PICTURE]))).toBe(true);
});

it("every platform's first format is a plain post, and stories take no words", () => {
  for (const [platform, formats] of Object.entries(FORMATS)) {
    expect(formats[0]).toBe("post");
    if (formats.includes("story"))
      expect(
        placesOf({ platform: platform as Platform, format: "story", kinds: [] }).has("text"),
      ).toBe(false);
  }
});

it("a free slot keeps its zone, a time of one's own gets the account's", () => {
  const slot = { at: "2026-12-03T14:00:00Z", wall: "2026-12-03T19:30", zone: "Asia/Kolkata" };
  expect(timeOf({ ...EMPTY, when: slot.at }, [slot], "UTC")).toEqual({
    publish_at: slot.at,
    publish_zone: "Asia/Kolkata",
  });
  expect(timeOf({ ...EMPTY, when: "at", wall: "2026-12-03T19:30" }, [], "Asia/Kolkata")).toEqual({
    publish_at: "2026-12-03T14:00:00.000Z",
    publish_zone: "Asia/Kolkata",
  });
  expect(timeOf(EMPTY, [slot], "UTC")).toEqual({});
});
