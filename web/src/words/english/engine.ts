/** What the engine says of a text: on the card of a post, and where one is tried, in English. */
export const engine = {
  raiseLoading: "Comparing with what moves your people",
  raiseBy: (points: string) => `about ${points} points compared with this text`,
  raiseIn: (register: string, meant: boolean) => (meant ? `${register}, more clearly` : register),
  raiseNone: "The team knows nothing that would raise it by much.",
  reach: (value: string, low: string, high: string) =>
    `This text should reach ERS ${value} of 100; four of five such posts land between ${low} and ${high}.`,
  check: "Check this text",
  checkingText: "Reading it as your people would…",
  score: (score: string) => `${score} of 100`,
  verdict: {
    great: "It fits what moves your people.",
    close: "Nearly there.",
    flat: "It says what it is about, and moves little.",
    misaligned: "It does not fit what moves your people.",
  },
  works: "What works",
  missing: "What is missing",
  better: "A text that scores higher",
  betterScores: (better: string, yours: string) =>
    `Scores ${better} of 100; yours scores ${yours}.`,
  useText: "Use this text",
  usedText: (score: string) =>
    `It stands in the form now, with ${score} of 100. Nothing is saved yet.`,
  takeBack: "Put mine back",
  checkOld: "You changed the text since it was checked. Check it again for what you have now.",
  judgedBy: (author: string) => `Judged by the ${author}.`,
  similarity: "Similarity",
  resonance: "ERS",
  movedUp: (n: number) => `moved up ${n === 1 ? "1 place" : `${n} places`}`,
  movedDown: (n: number) => `moved down ${n === 1 ? "1 place" : `${n} places`}`,
  stayed: "kept its place",
  tryTitle: "Try a text",
  tryIntro:
    "See what your people would make of a text before it is a post. Nothing is saved and nothing goes out.",
  tryIt: "Try a text",
  tryOwn: "Try a text of your own",
  tryText: "Your text",
  tryExample: "Fill in an example",
  example: (product: string) =>
    `Some mornings only a good ${product} helps. Ours is ready from seven. Who are you bringing along?`,
  tryFor: "Where it would be posted",
  tryAnywhere: "Anywhere",
  tryAgainst: (platform: string | null) =>
    platform ? `Compared with your posts on ${platform}.` : "Compared with all your posts.",
  tryDo: "See how it does",
  tryDoing: "Reading it…",
  tryOld: "You changed it since. What stands below is about the text before.",
  noPosts:
    "No past posts of yours are here yet, so what it says is a first guess. Add some from a file, or bring in those of a connected account, and it speaks of your own people.",
  noPostsFile: "Add them from a file",
  noPostsAccount: "Bring them in",
  fit: "How it fits",
  reachTitle: "What it should reach",
  reachUsual: (usual: string) => `Your recent level is ERS ${usual}.`,
  reachNone: "No post of yours has numbers yet, so nobody can say what this one would reach.",
  speaks: "What it speaks of",
  speaksNone: "No feeling is read in it clearly.",
  sure: (percent: number) => `${percent}% sure`,
  speaksEffect: (by: string, side: "above" | "below") =>
    `Such posts do ${by} points ${side === "above" ? "better" : "worse"} than your recent level.`,
  speaksAssumed: (by: string, side: "above" | "below") =>
    `We assume that such posts do ${by} points ${side === "above" ? "better" : "worse"} than your recent level; none of yours shows it yet.`,
  speaksUsual: "Such posts do about as well as your recent level.",
  raiseTitle: "What would raise it",
  learn: (n: number) => (n === 1 ? "1 post to learn from" : `${n} posts to learn from`),
  learnNone: "No post of yours to learn from is here yet.",
  learnNoneOn: (platform: string) =>
    `No post of yours on ${platform} is here yet. Choose “Anywhere” to compare it with all of them.`,
  copy: "Copy it",
  copied: "Copied",
  notCopied: "This browser did not let us copy. Select the text above and copy it.",
  putIn: "Work on this one",
  betterReach: (value: string, low: string, high: string) =>
    `It should reach ERS ${value} (${low} to ${high}).`,
};
