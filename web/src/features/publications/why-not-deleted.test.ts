import { expect, it } from "vitest";
import type { Connection, Publication } from "@/api/types";
import { whyNotDeleted } from "@/features/publications/why-not-deleted";

const post = { platform: "instagram", platform_post_id: "17" } as Publication;
const account = { account_name: "Chai", status: "active", deletion_refusal: null } as Connection;

it("a post is deleted from here only where its account's grant lets it be", () => {
  expect(whyNotDeleted(post, account)).toBeNull();
  const refused = { ...account, deletion_refusal: "Only in the Instagram app." };
  expect(whyNotDeleted(post, refused)).toBe("Only in the Instagram app.");
});

it("nobody deletes a post that is not known, or by an account that is not connected", () => {
  expect(whyNotDeleted({ ...post, platform_post_id: null }, account)).toContain("which post");
  expect(whyNotDeleted(post, { ...account, status: "needs_reconnect" })).toContain("Chai is not");
  expect(whyNotDeleted(post, undefined)).toContain("Instagram itself");
});
