/** The post as its platform will show it: same order, same text, same media, and what follows it. */
import {
  BarChart2,
  Globe,
  Heart,
  Link2,
  MessageCircle,
  Repeat2,
  Send,
  Share2,
  ThumbsDown,
  ThumbsUp,
} from "lucide-react";
import type { ReactNode } from "react";
import type { Content, Form, Medium, Platform } from "@/api/types";
import { classNames } from "@/components/class-names";
import { captionOf } from "@/features/approvals/caption";
import { Caption, tagged } from "@/features/approvals/caption-text";
import { FormFacts } from "@/features/approvals/form-facts";
import { ShownMedium } from "@/features/approvals/shown-medium";
import { words } from "@/words";

/** What of a post is seen; a draft that is being written has no more. */
export type Shown = {
  platform: Platform;
  language?: string | undefined;
  text: string;
  hashtags: string[];
  first_comment?: string | null;
  media: Medium[];
  form: Form;
};

type Props = { content: Shown | Content; account: string };

const LOOKS: Record<Platform, (props: Props) => ReactNode> = {
  instagram: Instagram,
  facebook: Facebook,
  linkedin: LinkedIn,
  x: X,
  youtube: YouTube,
};

export function PostPreview({ content, account }: Props) {
  const Look = LOOKS[content.platform];
  return (
    <figure className="flex flex-col gap-3">
      <figcaption className="text-sm text-soft">
        {words.approval.preview(words.platform[content.platform])}
      </figcaption>
      <div
        lang={content.language}
        className="w-full max-w-md overflow-hidden rounded-md border border-line bg-surface"
      >
        <Look content={content} account={account} />
      </div>
      <Following content={content} />
      <FormFacts form={content.form} platform={content.platform} />
    </figure>
  );
}

/** Further posts of the thread, then the first comment, in the order in which they go out. */
function Following({ content }: { content: Props["content"] }) {
  const { thread } = content.form;
  const said = words.compose;
  return (
    <>
      {thread.length > 0 && (
        <ol
          lang={content.language}
          className="flex w-full max-w-md flex-col gap-2 border-l-2 border-line pl-4"
        >
          {thread.map((text, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a part of a thread is its place
            <li key={n}>
              <span className="text-sm text-soft">{said.partOf(n + 2, thread.length + 1)}</span>
              <p className="whitespace-pre-line">{tagged(text)}</p>
            </li>
          ))}
        </ol>
      )}
      {content.first_comment && (
        <p className="text-sm whitespace-pre-line">
          <span className="font-semibold">{words.approval.firstComment}:</span>{" "}
          {content.first_comment}
        </p>
      )}
    </>
  );
}

function LinkedIn({ content, account }: Props) {
  return (
    <>
      <Author account={account} square aside={<Globe aria-hidden className="size-4" />} />
      <Caption text={captionOf(content.text, content.hashtags)} cut={3} className="px-4 pb-3" />
      <Media content={content} />
      <LinkCard content={content} />
      <Bar icons={[ThumbsUp, MessageCircle, Repeat2, Send]} />
    </>
  );
}

function Facebook({ content, account }: Props) {
  return (
    <>
      <Author account={account} aside={<Globe aria-hidden className="size-4" />} />
      <Caption text={captionOf(content.text, content.hashtags)} cut={3} className="px-4 pb-3" />
      <Media content={content} />
      <LinkCard content={content} />
      <Bar icons={[ThumbsUp, MessageCircle, Share2]} />
    </>
  );
}

function X({ content, account }: Props) {
  return (
    <>
      <Author account={account} />
      <Caption text={captionOf(content.text, content.hashtags)} cut={6} className="px-4 pb-3" />
      <Media content={content} />
      <LinkCard content={content} />
      <Bar icons={[MessageCircle, Repeat2, Heart, BarChart2]} />
    </>
  );
}

function YouTube({ content, account }: Props) {
  const description = captionOf(content.text, content.hashtags);
  return (
    <>
      <Media content={content} />
      <p className="px-4 pt-3 text-lg font-semibold">
        {content.form.title || content.text.split("\n")[0]}
      </p>
      <Author account={account} />
      <Bar icons={[ThumbsUp, ThumbsDown, Share2]} />
      <Caption text={description} cut={3} className="px-4 pb-3" />
    </>
  );
}

function Instagram({ content, account }: Props) {
  return (
    <>
      <Author account={account} />
      <Media content={content} />
      <div aria-hidden className="flex gap-4 px-4 pt-3 text-ink">
        <Heart className="size-6" />
        <MessageCircle className="size-6" />
        <Send className="size-6" />
      </div>
      <Caption
        author={account}
        text={captionOf(content.text, content.hashtags)}
        cut={2}
        className="px-4 py-3"
      />
    </>
  );
}

function Bar({ icons }: { icons: (typeof Heart)[] }) {
  return (
    <div aria-hidden className="flex justify-around py-3 text-soft">
      {icons.map((Icon) => (
        <Icon key={Icon.displayName} className="size-5" />
      ))}
    </div>
  );
}

/** The page that the post leads to; its platform shows it in its own way. */
function LinkCard({ content }: { content: Props["content"] }) {
  const { link } = content.form;
  if (!link || content.media.length) return null;
  return (
    <div className="flex gap-3 border-y border-line bg-quiet px-4 py-3">
      <Link2 aria-hidden className="mt-0.5 size-5 shrink-0 text-soft" />
      <div className="min-w-0">
        {link.title && <p className="font-semibold">{link.title}</p>}
        {link.description && <p className="line-clamp-2 text-sm text-soft">{link.description}</p>}
        <p className="text-sm text-soft">{link.url}</p>
      </div>
    </div>
  );
}

type AuthorProps = { account: string; square?: boolean; aside?: ReactNode };

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
        {[...account.replace(/^@/, "")][0]?.toUpperCase()}
      </span>
      <span className="min-w-0">
        <span className="block truncate font-semibold">{account}</span>
        {aside && <span className="block text-soft">{aside}</span>}
      </span>
    </div>
  );
}

function Media({ content }: { content: Props["content"] }) {
  const { media } = content;
  const [first] = media;
  if (!first) return null;
  if (media.length === 1) return <ShownMedium medium={first} />;
  return (
    // biome-ignore lint/a11y/useSemanticElements: no fields, but media beside one another
    <div
      role="group"
      aria-label={words.compose.several(media.length)}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it is scrolled by the keyboard, too
      tabIndex={0}
      className="flex snap-x snap-mandatory items-center overflow-x-auto focus-visible:-outline-offset-3"
    >
      {media.map((medium, n) => (
        <div key={medium.sha256} className="relative w-full shrink-0 snap-center">
          <ShownMedium medium={medium} />
          <span
            aria-hidden
            className="absolute top-3 right-3 rounded-full bg-ink px-2.5 py-0.5 text-sm text-ground tabular-nums"
          >
            {n + 1}/{media.length}
          </span>
        </div>
      ))}
    </div>
  );
}
