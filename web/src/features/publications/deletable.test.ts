import { expect, it } from "vitest";
import type { Connection, Publication } from "@/api/types";
import { hindranceOf, linkOf } from "@/features/publications/deletable";

const post = { platform: "instagram", platform_post_id: "17" } as Publication;
const account = { account_name: "Chai", status: "active", deletion_refusal: null } as Connection;

it("a post is deleted from here only where its account's grant lets it be", () => {
  expect(hindranceOf(post, account)).toBeNull();
  const refusal = "Delete the post in the Instagram app.";
  expect(hindranceOf(post, { ...account, deletion_refusal: refusal })).toBe("refused");
});

it("nobody deletes a post that is not known, or by an account that is not connected", () => {
  expect(hindranceOf({ ...post, platform_post_id: null }, account)).toBe("unnamed");
  expect(hindranceOf(post, { ...account, status: "needs_reconnect" })).toBe("disconnected");
  expect(hindranceOf(post, undefined)).toBe("disconnected");
});

it("a post that was deleted is nowhere to be looked at", () => {
  const out = { ...post, permalink: "https://instagram.example/p/17", deleted_at: null };
  expect(linkOf(out)).toBe(out.permalink);
  expect(linkOf({ ...out, deleted_at: "2026-12-02T10:00:00Z" })).toBeNull();
});
