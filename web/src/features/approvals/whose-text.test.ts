import { expect, it } from "vitest";
import type { Content } from "@/api/types";
import { whoseText } from "@/features/approvals/whose-text";

it.each([
  ["by hand", "hand"],
  ["offline author, edited by a person", "changed"],
  ["offline author", "draft"],
])("a text whose author is “%s” is: %s", (author, whose) => {
  expect(whoseText({ provenance: { author } } as Content)).toBe(whose);
});
