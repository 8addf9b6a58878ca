/** Choosing a post's files: how far each is, what was changed so that it fits, and its description. */
import { FileText, Film, ImageIcon, ImagePlus, X } from "lucide-react";
import { useId } from "react";
import type { Format, Platform } from "@/api/types";
import { Button } from "@/components/button";
import { wordsOf } from "@/components/failure";
import { TextArea } from "@/components/field";
import { IconButton } from "@/components/icon-button";
import { Check } from "@/features/compose/check";
import { CoverField } from "@/features/compose/cover-field";
import { isRefused, mayCrop } from "@/features/compose/offered";
import { kindsOf, type Place } from "@/features/compose/places";
import type { Files, Shown } from "@/features/compose/use-files";
import { words } from "@/words";

const TAKEN = {
  picture: "image/jpeg,image/png,image/gif,image/webp",
  video: "video/mp4,video/quicktime",
  document: "application/pdf",
};
const ICONS = { picture: ImageIcon, video: Film, document: FileText };

type Props = { files: Files; platform: Platform; format: Format; has: ReadonlySet<Place> };

export function MediaFields({ files, platform, format, has }: Props) {
  const id = useId();
  const said = words.compose;
  const kinds = kindsOf(platform, format);
  // what is a video takes no other one besides
  const isOne = kinds.length === 1;
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-1 text-sm font-semibold">{said.media(kinds)}</legend>
      {files.shown.length > 0 && (
        <ul className="flex flex-col gap-3">
          {files.shown.map((one, n) => (
            <Row key={one.key} {...{ one, files, platform, has }} isFirst={n === 0} />
          ))}
        </ul>
      )}
      {!(isOne && files.shown.length) && (
        <div className="flex flex-col items-start gap-1">
          <label
            htmlFor={id}
            className="inline-flex min-h-11 cursor-pointer items-center gap-2 rounded-md border border-edge bg-surface px-4 py-2 font-semibold hover:bg-quiet has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
          >
            <ImagePlus aria-hidden className="size-5" />
            {isOne ? said.addVideo : said.addMedia}
            <input
              id={id}
              type="file"
              multiple={!isOne}
              accept={kinds.map((kind) => TAKEN[kind]).join(",")}
              aria-describedby={`${id}-hint`}
              className="sr-only"
              onChange={({ target }) => {
                files.add(target.files ?? []);
                // the same file may be chosen again
                target.value = "";
              }}
            />
          </label>
          <p id={`${id}-hint`} className="text-sm text-soft">
            {said.mediaHint(kinds)}
          </p>
        </div>
      )}
    </fieldset>
  );
}

type RowProps = Omit<Props, "format"> & { one: Shown; isFirst: boolean };

function Row({ one, files, platform, has, isFirst }: RowProps) {
  const said = words.compose;
  const Icon = ICONS[one.kind];
  const isUsable = !isRefused(one);
  return (
    <li className="flex flex-col gap-2 rounded-md border border-line p-3">
      <div className="flex items-center gap-2">
        <Icon aria-hidden className="size-5 shrink-0 text-soft" />
        <span className="min-w-0 flex-1 truncate font-semibold">{one.name}</span>
        <IconButton
          label={words.common.remove(one.name)}
          icon={<X aria-hidden className="size-5" />}
          onClick={() => files.remove(one.key)}
        />
      </div>
      <State one={one} platform={platform} onAgain={() => files.again(one.key)} />
      {mayCrop(one) && (
        <Check
          label={said.crop}
          checked={one.crop}
          onChange={(crop) => files.setCrop(one.key, crop)}
        />
      )}
      {isUsable && has.has("alt") && one.kind === "picture" && (
        <TextArea
          label={said.altText}
          value={one.alt}
          onChange={({ target }) => files.describe(one.key, target.value)}
        />
      )}
      {isUsable && has.has("reel") && (
        <CoverField one={one} onChange={(coverMs) => files.setCover(one.key, coverMs)} />
      )}
      {isUsable && !isFirst && (
        <Button look="quiet" className="self-start" onClick={() => files.toFront(one.key)}>
          {said.earlier(one.name)}
        </Button>
      )}
    </li>
  );
}

type StateProps = { one: Shown; platform: Platform; onAgain: () => void };

function State({ one, platform, onAgain }: StateProps) {
  const said = words.compose;
  const name = words.platform[platform];
  if (one.error)
    return (
      <div role="alert" className="flex flex-col items-start gap-2">
        <p className="text-failed">{wordsOf(one.error)}</p>
        {!one.medium && !isRefused(one) && (
          <Button onClick={onAgain}>{words.common.tryAgain}</Button>
        )}
      </div>
    );
  if (!one.medium) {
    const percent = Math.floor(one.sent * 100);
    return (
      <div className="flex flex-col gap-1">
        <progress
          value={one.sent}
          aria-label={said.uploading(one.name, percent)}
          className="h-2 w-full accent-accent"
        />
        <p aria-hidden className="text-sm text-soft tabular-nums">
          {percent}%
        </p>
      </div>
    );
  }
  if (!one.fitted)
    return (
      <p role="status" className="breathing text-sm text-soft">
        {said.fitting(name)}
      </p>
    );
  if (!one.fitted.changes.length) return <p className="text-sm text-soft">{said.fits(name)}</p>;
  return (
    <div role="status" className="text-sm">
      <p className="text-soft">{said.changed(name)}</p>
      <ul className="list-disc pl-5">
        {one.fitted.changes.map((change) => (
          <li key={change}>{change}</li>
        ))}
      </ul>
      <p className="text-soft">{said.changeNote}</p>
    </div>
  );
}
