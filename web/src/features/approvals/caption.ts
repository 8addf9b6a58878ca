/** The post's text as the platforms get it: tags on a line of their own. Pure. */

export function captionOf(text: string, hashtags: string[]): string {
  const written = text.replaceAll(/\r\n?/g, "\n").trim();
  const missing = uniqueTags(hashtags).filter((tag) => !mentions(written, tag));
  return [written, missing.map((tag) => `#${tag}`).join(" ")].filter(Boolean).join("\n\n");
}

export function uniqueTags(hashtags: string[]): string[] {
  const kept = new Map<string, string>();
  for (const tag of hashtags) {
    const bare = tag.replaceAll(/[\s#]/g, "");
    if (bare && !kept.has(bare.toLowerCase())) kept.set(bare.toLowerCase(), bare);
  }
  return [...kept.values()];
}

function mentions(text: string, tag: string): boolean {
  const escaped = tag.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`#${escaped}(?![\\p{L}\\p{N}\\p{M}_\\u200c\\u200d])`, "iu").test(text);
}
