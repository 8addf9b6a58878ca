import { expect, it } from "vitest";
import type { Connection, Platform } from "@/api/types";
import {
  accountOf,
  draftOf,
  EMPTY,
  type Fields,
  type Given,
  saysAnything,
  timeOf,
} from "@/features/compose/draft";
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
const ZONE = "Asia/Kolkata";
const PICTURE = { sha256: "a", kind: "picture", alt: "A cup" } as const;
const VIDEO = { sha256: "b", kind: "video", alt: "of no use" } as const;

it("a page is chosen before a person's own profile, until somebody chooses", () => {
  const one = (id: string, account_kind: string) => ({ id, account_kind }) as Connection;
  const both = [one("own", "member"), one("page", "organization")];
  expect(accountOf(both, "")?.id).toBe("page");
  expect(accountOf(both, "own")?.id).toBe("own");
  expect(accountOf(both.slice(0, 1), "gone")?.id).toBe("own");
});

it("a draft carries only what its platform has a place for", () => {
  const story = draftOf({ ...FULL, format: "story" }, on("instagram"), [PICTURE], ZONE);
  expect(story).toMatchObject({ text: "", hashtags: [], media: ["a"], form: { format: "story" } });
  expect(story).not.toHaveProperty("first_comment");
  const thread = draftOf({ ...FULL, format: "thread" }, on("x"), [], ZONE);
  expect(thread.form).toEqual({ format: "thread", thread: ["Second"] });
  const video = draftOf(FULL, on("youtube"), [VIDEO], ZONE);
  expect(video.form).toMatchObject({
    title: "How we brew",
    video: { tags: ["chai", "slow brew"], privacy: "public", made_for_kids: false },
  });
});

it("a link is a card only where nothing else is shown", () => {
  expect(draftOf(FULL, on("linkedin"), [], ZONE).form).toHaveProperty("link");
  expect(draftOf(FULL, on("linkedin"), [PICTURE], ZONE).form).toEqual({
    format: "post",
    alt_texts: ["A cup"],
  });
  expect(draftOf(FULL, on("x"), [], ZONE).form).toEqual({ format: "post" });
});

it("Facebook reads a link's page itself, LinkedIn has to be told", () => {
  expect(draftOf(FULL, on("facebook"), [], ZONE).form).toMatchObject({
    link: { url: "https://chai.example" },
  });
  expect(draftOf(FULL, on("linkedin"), [], ZONE).form).toMatchObject({ link: { title: "Menu" } });
});

it("place and people go only where the platform knows them", () => {
  const fields = {
    ...EMPTY,
    text: "With @Asha Kulkarni.",
    place: { id: " 110774245616525 ", name: "Jaipur" },
    people: "@asha, chai.corner",
    names: [
      { name: "@Asha Kulkarni", id: "urn:li:person:abc" },
      { name: "Chai", id: "https://www.linkedin.com/company/1234567/about/" },
      { name: "", id: "7" },
    ],
  };
  const place = { id: "110774245616525", name: "Jaipur" };
  const mentions = ["asha", "chai.corner"].map((name) => ({ name, id: name }));
  const formOn = (platform: Platform, given = [PICTURE] as Given[], format = "post" as const) =>
    draftOf({ ...fields, format }, on(platform), given, ZONE).form ?? {};
  expect(formOn("instagram")).toMatchObject({ place, mentions });
  expect(formOn("facebook")).toMatchObject({ place });
  expect(formOn("facebook")).not.toHaveProperty("mentions");
  // with a video in the feed Facebook takes none
  expect(formOn("facebook", [VIDEO])).not.toHaveProperty("place");
  expect(formOn("linkedin").mentions).toEqual([
    { name: "Asha Kulkarni", id: "urn:li:person:abc" },
    { name: "Chai", id: "urn:li:organization:1234567" },
  ]);
  for (const platform of ["x", "youtube"] as const)
    expect(Object.keys(formOn(platform))).not.toContain("mentions");
});

it("a cover is a single video's own", () => {
  const clip = { ...VIDEO, coverMs: 1200 };
  const formOf = (given: Given[]) => draftOf(EMPTY, on("instagram"), given, ZONE).form ?? {};
  expect(formOf([clip])).toMatchObject({ video: { cover_ms: 1200, in_feed: true } });
  expect(formOf([VIDEO]).video).toEqual({ in_feed: true });
  expect(formOf([clip, PICTURE])).not.toHaveProperty("video");
});

it("a video that is shown later goes up as private", () => {
  const later = { ...EMPTY, privacy: "later", shownFrom: "2026-12-03T19:30", category: "26" };
  expect(draftOf(later as Fields, on("youtube"), [VIDEO], ZONE).form).toMatchObject({
    video: { privacy: "private", public_at: "2026-12-03T14:00:00.000Z", category: "26" },
  });
});

it("words and tags are cleaned, and emptiness is known", () => {
  expect(draftOf(FULL, on("facebook"), [], ZONE)).toMatchObject({
    text: "Chai at seven.",
    hashtags: ["#chai", "masala"],
    first_comment: "Open till nine",
  });
  expect(saysAnything(draftOf(EMPTY, on("x"), [], ZONE))).toBe(false);
  expect(saysAnything(draftOf(EMPTY, on("x"), [PICTURE], ZONE))).toBe(true);
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
