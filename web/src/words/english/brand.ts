/** The brand: what the team may say, and what moves its people, in English. */
import { FIELD, fields } from "@/words/english/fields";

export const brand = {
  title: "Brand",
  intro: "What the team may say. Posts claim only what stands here.",
  basics: "Basics",
  name: "Business name",
  industry: "What kind of business",
  industryHint: "For example: chai café",
  location: "Place",
  zone: "Time zone",
  languages: "Languages of your posts",
  english: "English",
  hindi: "Hindi",
  products: "Products",
  productsHint: "What you sell, with a price if you like.",
  productName: "Product",
  productWhat: "In a few words",
  productPrice: "Price",
  addProduct: "Add a product",
  facts: "Facts",
  factsHint: "What you may claim in public, and where it comes from.",
  factText: "Fact",
  factSource: "Source",
  addFact: "Add a fact",
  voice: "Voice",
  tone: "Tone",
  toneHint: "Separated by commas: warm, honest",
  keywords: "Words you like",
  avoid: "Words to avoid",
  saved: "Saved",
  saving: "Saving…",
  unsaved: "Not saved yet",
  missing: "A name and one product or fact are needed before the team can write.",
  moves: "What moves your people",
  movesWhat: (level: string | null, fewest: number) =>
    `Which feelings raise a post above ${level ? `your recent level of ERS ${level}` : "your recent level"}, and which hold it back. A bar shows where the truth most likely lies; it has colour once that is clearly above or below, over ${fewest} posts at least.`,
  ersMeans:
    "ERS says how much a post moved people: its likes, comments and shares, weighed, on a scale from 0 to 100. Your recent level is what your posts reach on average; newer ones may count more, so it is not the average of all.",
  movesLoading: "Reading what your posts say",
  restsOnGuess: (like: string) =>
    `So far a first guess from “${like}”. Once about 30 of your own posts have spoken, it is your own.`,
  restsOnBoth: (like: string, posts: number) =>
    `A first guess from “${like}”, and ${posts === 1 ? "1 of your posts" : `${posts} of your posts`}. At about 30 it is your own.`,
  restsOnPosts: (posts: number) => `It rests on ${posts} of your own posts.`,
  postsCounted: (scored: number, read: number, clear: number) =>
    `Of ${scored === 1 ? "1 post" : `${scored} posts`} with numbers, a feeling can be read in ${read}, if only faintly. Clearly in one, and counted beside it: ${clear}. The other ${scored - clear} are not.`,
  guessWhy: "Why this first guess",
  below: "Below",
  usual: "Your level",
  above: "Above",
  effect: (mean: string, low: string, high: string) => `${mean} points (${low} to ${high})`,
  spokenIn: (n: number) => (n === 0 ? "no post yet, assumed" : n === 1 ? "1 post" : `${n} posts`),
  clearly: { above: "clearly above", below: "clearly below" },
  neverUse: "Never use",
  neverUsed: "Never used",
  allOff: "All of them are off, so the team uses all of them. Leave at least one on.",
  triesNext: (register: string) => `The next post tries ${register}.`,
  testPosts: "Five posts to find out",
  testPostsWhat:
    "Until your own posts say enough, the next ones each try another feeling. These are examples of how such a post could sound, not posts of yours.",
  testPostsDone: (done: number, all: number) => `${done} of ${all} done`,
  testDone: "Done",
  testOpen: "To come",
  foretold: (n: number, within: number) =>
    n === 1
      ? `1 post of yours was foretold and measured: it landed ${within ? "within" : "outside"} its range.`
      : `${n} posts of yours were foretold and measured: ${within} landed within their range.`,
  foretoldError: (error: string, usual: string) =>
    `The middle of the range was off by ${error} points on average; always saying “as usual” would have been off by ${usual}.`,
  history: "Past posts",
  historyWhat:
    "The team learns from what worked. Export your posts from the network as CSV or JSON, choose the file, and look at how it is read before you add it.",
  historyPlatform: "Where they were posted",
  historyFile: "CSV or JSON file",
  import: "Add these posts",
  importing: "Reading…",
  imported: (n: number, same: number, bad: number) =>
    `${n} new, ${same} known already, ${bad} not readable.`,
  line: (n: number, reason: string) => {
    const plain = reason.replace(
      FIELD,
      (_, before, name) => `${before}${fields[name as keyof typeof fields]}:`,
    );
    return plain.startsWith("item ") ? `I${plain.slice(1)}` : `Line ${n}: ${plain}`;
  },
  moreLines: (n: number) =>
    `And ${n.toLocaleString("en")} more that ${n === 1 ? "is" : "are"} not readable.`,
  importProgress: (done: number, total: number) =>
    `${done.toLocaleString("en")} of ${total.toLocaleString("en")} posts are in`,
  previewTitle: "How the file is read",
  previewRows: (all: number, bad: number) =>
    `${all.toLocaleString("en")} rows${bad ? `, ${bad.toLocaleString("en")} not readable` : ""}. Nothing is added yet.`,
  previewNothing:
    "No row can be taken in as the file is read now. Choose other columns, or another file.",
  zoneless: "Times without a zone are",
  yourZone: (zone: string) => `Your time zone (${zone})`,
  previewNoText: "No column looks like the text of the posts. Choose the one that holds it.",
  numbersOnly: "This file has numbers only",
  notInFile: "Not in this file",
  noText: "No text",
  noDate: "No date",
  counts: (row: {
    likes: number | null;
    comments: number | null;
    shares: number | null;
    ers: number | null;
  }) =>
    [
      `${row.likes ?? "–"} likes`,
      `${row.comments ?? "–"} comments`,
      `${row.shares ?? "–"} shares`,
      row.ers === null ? "no score" : `score ${row.ers}`,
    ].join(" · "),
  fields,
};
