/** The post as its platform will show it: same order, same text, same picture. */
import { Globe, Heart, MessageCircle, Repeat2, Send, ThumbsUp } from "lucide-react";
import { useState } from "react";
import type { Content } from "@/api/types";
import { classNames } from "@/components/class-names";
import { captionOf } from "@/features/approvals/caption";
import { Picture } from "@/features/approvals/picture";
import { words } from "@/words";

type Props = { content: Content; account: string };

export function PostPreview({ content, account }: Props) {
  const Shown = content.platform === "instagram" ? Instagram : LinkedIn;
  return (
    <figure className="flex flex-col gap-2">
      <figcaption className="text-sm text-soft">
        {words.approval.preview(words.platform[content.platform])}
      </figcaption>
      <div
        lang={content.language}
        className="mx-auto w-full max-w-md overflow-hidden rounded-md border border-line bg-surface"
      >
        <Shown content={content} account={account} />
      </div>
      {content.first_comment && (
        <p className="text-sm">
          <span className="font-semibold">{words.approval.firstComment}:</span>{" "}
          {content.first_comment}
        </p>
      )}
    </figure>
  );
}

function LinkedIn({ content, account }: Props) {
  return (
    <>
      <Author account={account} square aside={<Globe aria-hidden className="size-4" />} />
      <Caption
        text={captionOf(content.text, content.hashtags)}
        clamp="line-clamp-3"
        className="px-4 pb-3"
      />
      <Pictures content={content} />
      <div aria-hidden className="flex justify-around py-3 text-soft">
        <ThumbsUp className="size-5" />
        <MessageCircle className="size-5" />
        <Repeat2 className="size-5" />
        <Send className="size-5" />
      </div>
    </>
  );
}

function Instagram({ content, account }: Props) {
  return (
    <>
      <Author account={account} />
      <Pictures content={content} />
      <div aria-hidden className="flex gap-4 px-4 pt-3 text-ink">
        <Heart className="size-6" />
        <MessageCircle className="size-6" />
        <Send className="size-6" />
      </div>
      <Caption
        author={account}
        text={captionOf(content.text, content.hashtags)}
        clamp="line-clamp-2"
        className="px-4 py-3"
      />
    </>
  );
}

type AuthorProps = { account: string; square?: boolean; aside?: React.ReactNode };

function Author({ account, square = false, aside }: AuthorProps) {
  return (
    <div className="flex items-center gap-3 px-4 py-3">
      <span
        aria-hidden
        className={classNames(
          "flex size-10 shrink-0 items-center justify-center bg-quiet text-lg font-semibold text-soft",
          square ? "rounded-sm" : "rounded-full",
        )}
      >
        {[...account][0]?.toUpperCase()}
      </span>
      <span className="min-w-0">
        <span className="block truncate font-semibold">{account}</span>
        {aside && <span className="block text-soft">{aside}</span>}
      </span>
    </div>
  );
}

function Pictures({ content }: { content: Content }) {
  if (!content.media.length) return null;
  return (
    <div className="flex snap-x snap-mandatory overflow-x-auto">
      {content.media.map((medium) => (
        <Picture key={medium.sha256} medium={medium} className="snap-center" />
      ))}
    </div>
  );
}

type CaptionProps = { text: string; author?: string; clamp: string; className?: string };

/** All of it, because it is being decided on; the feed's cut is one tap away. */
function Caption({ text, author, clamp, className }: CaptionProps) {
  const [folded, setFolded] = useState(false);
  return (
    <div className={className}>
      <p className={classNames("whitespace-pre-line", folded && clamp)}>
        {author && <span className="font-semibold">{author} </span>}
        {tagged(text)}
      </p>
      <button
        type="button"
        onClick={() => setFolded(!folded)}
        className="min-h-11 text-sm font-semibold text-soft hover:text-ink"
      >
        {folded ? words.approval.unfolded : words.approval.folded}
      </button>
    </div>
  );
}

function tagged(text: string) {
  return text.split(/(#[\p{L}\p{N}\p{M}_]+)/u).map((part, n) =>
    n % 2 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the same tag may stand twice
      <span key={n} className="text-scheduled">
        {part}
      </span>
    ) : (
      part
    ),
  );
}
