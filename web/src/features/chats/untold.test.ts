import { expect, test } from "vitest";
import { untold } from "@/features/chats/untold";

const REPORT = `Your posts: 24 posts measured.

8,312 likes over 24 posts.
By register: humour 40.83. That is a hint, no more.

Ask me for another post like the best one.`;

const PLAN = `Here is the plan: 2 posts.

- Post 1 on LinkedIn, Mon 30 Nov, 10:00 am IST: Masala chai
- Post 2 on LinkedIn, Tue 1 Dec, 10:00 am IST: Masala chai

Why this plan:
- Learns from 5 of your own posts.
- They are short; so are these.

2 drafts are ready and wait for you:

- Post 1 on LinkedIn · belonging. “Pune, your table is waiting.”

- They open with a plain statement.

Read each one as it will appear.`;

test("of a message that the card says again nothing is left", () => {
  const told = [
    "Your posts: 24 posts measured.",
    "8,312 likes over 24 posts.",
    "By register: humour 40.83. That is a hint, no more.",
    "Ask me for another post like the best one.",
  ];
  expect(untold(REPORT, told)).toBe("");
  expect(untold(`${REPORT}\n\nOne post could not be measured.`, told)).toBe(
    "One post could not be measured.",
  );
});

test("what only the message says stays, under its own heading", () => {
  expect(untold(PLAN, ["Learns from 5 of your own posts."], true)).toBe(
    "Here is the plan: 2 posts.\n\nWhy this plan:\n- They are short; so are these.\n\n" +
      "- They open with a plain statement.\n\nRead each one as it will appear.",
  );
});

test("a heading goes with what stood below it", () => {
  const told = ["Learns from 5 of your own posts", "They are short; so are these"];
  expect(untold(PLAN, told, true)).toBe(
    "Here is the plan: 2 posts.\n\n- They open with a plain statement.\n\nRead each one as it will appear.",
  );
});

test("other words than the card's are kept as they are", () => {
  expect(untold(REPORT, ["24 posts went well."])).toBe(REPORT);
});
