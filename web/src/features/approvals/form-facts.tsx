/** What is approved with a post beside its words and media: format, title, who sees it, and so on. */

import { useZone } from "@/api/profile";
import type { Form, Platform } from "@/api/types";
import { spokenInstant } from "@/components/times";
import { words } from "@/words";

type Props = { form: Form; platform: Platform };

export function FormFacts({ form, platform }: Props) {
  const zone = useZone();
  const facts = factsOf(form, platform, zone);
  if (!facts.length) return null;
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-sm">
      {facts.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-soft">{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function factsOf(form: Form, platform: Platform, zone: string): [string, string][] {
  const said = words.compose;
  const { video } = form;
  const isVideoPlace = platform === "youtube";
  // there whoever the text does not name is tagged
  const isTagging = platform === "instagram";
  const facts: [string, string | null | undefined | false][] = [
    [said.format, form.format !== "post" && said.formats[form.format]],
    [said.title, form.title],
    [said.privacy, (isVideoPlace || video?.privacy) && said.privacies[video?.privacy ?? "public"]],
    [said.publicAt, video?.public_at && spokenInstant(video.public_at, zone)],
    [said.tags, video?.tags.join(", ")],
    [said.category, video?.category && (said.categories[video.category] ?? video.category)],
    [said.forKids, video?.made_for_kids == null ? null : said.yesNo(video.made_for_kids)],
    [said.inFeed, video?.in_feed == null ? null : said.yesNo(video.in_feed)],
    [said.cover, video?.cover_ms == null ? null : said.coverAt(video.cover_ms / 1000)],
    [said.place, form.place && (form.place.name || form.place.id)],
    [
      isTagging ? said.peopleOn : said.mentions,
      form.mentions.map(({ name }) => `@${name}`).join(", "),
    ],
    [said.altTexts, form.alt_texts.filter(Boolean).join(" · ")],
  ];
  return facts.flatMap(([name, value]) => (value ? [[name, value] as [string, string]] : []));
}
