/** How the post would look, as the server renders it, and how much of its room is taken. */
import type { Draft, Form, Platform, Rendered } from "@/api/types";
import { Failure } from "@/components/failure";
import { PostPreview } from "@/features/approvals/post-preview";
import { words } from "@/words";

type Props = {
  draft: Draft;
  rendered: Rendered | undefined;
  error: unknown;
  account: string;
};

export function LivePreview({ draft, rendered, error, account }: Props) {
  const said = words.compose;
  const platform = draft.platform as Platform;
  if (error) return <Failure error={error} />;
  if (!rendered) return <p className="text-soft">{said.previewEmpty}</p>;
  return (
    <div className="flex flex-col gap-3">
      <PostPreview
        account={account}
        content={{
          platform,
          text: rendered.text,
          hashtags: [],
          first_comment: draft.first_comment ?? null,
          media: rendered.media,
          form: whole(draft.form as Given | null),
        }}
      />
      <Counts rendered={rendered} />
    </div>
  );
}

const PLAIN: Form = { format: "post", thread: [], mentions: [], alt_texts: [] };

/** A form as a draft has it, where what is not said is left out. */
type Given = Omit<Partial<Form>, "video"> & { video?: Partial<NonNullable<Form["video"]>> };

const whole = (form: Given | null): Form => ({
  ...PLAIN,
  ...form,
  video: form?.video ? { tags: [], ...form.video } : null,
});

/** As the platform counts, which is not always by letters. */
function Counts({ rendered }: { rendered: Rendered }) {
  const said = words.compose;
  const rows = [
    { what: said.mainCount, n: rendered.character_count, limit: rendered.limit },
    ...rendered.parts.map(({ kind, character_count, limit }, n) => ({
      what: kind === "reply" ? said.replyCount(n + 2) : said.firstComment,
      n: character_count,
      limit,
    })),
  ];
  return (
    <ul className="flex flex-wrap gap-x-4 text-sm text-soft tabular-nums">
      {rows.map(({ what, n, limit }) => (
        <li key={what} className={n > limit ? "font-semibold text-failed" : undefined}>
          {said.countOf(what, said.count(n, limit))}
        </li>
      ))}
    </ul>
  );
}
