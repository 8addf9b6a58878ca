/** The picture of a post, in its own shape while it loads. */
import { ImageOff } from "lucide-react";
import { useMedium } from "@/api/media";
import type { Medium } from "@/api/types";
import { Button } from "@/components/button";
import { classNames } from "@/components/class-names";
import { words } from "@/words";

type Props = { medium: Medium; className?: string };

export function Picture({ medium, className }: Props) {
  const picture = useMedium(medium.sha256);
  if (picture.isError)
    return (
      <div
        role="alert"
        className="flex w-full flex-col items-center gap-3 bg-quiet px-4 py-8 text-center text-soft"
      >
        <ImageOff aria-hidden className="size-8" />
        <p>{words.approval.noPicture}</p>
        <Button onClick={() => void picture.refetch()}>{words.common.tryAgain}</Button>
      </div>
    );
  if (!picture.data)
    return (
      <svg
        aria-hidden
        viewBox={`0 0 ${medium.width ?? 4} ${medium.height ?? 5}`}
        className={classNames("breathing block w-full bg-quiet", className)}
      />
    );
  return (
    <img
      src={picture.data}
      alt={medium.alt_text || words.approval.picture}
      width={medium.width ?? undefined}
      height={medium.height ?? undefined}
      className={classNames("block w-full", className)}
    />
  );
}
