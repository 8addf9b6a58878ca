/** A post that waits for a decision, in short: picture, first words, where and when. */
import { Link } from "@tanstack/react-router";
import { ImageOff } from "lucide-react";
import { usePicture } from "@/api/media";
import { useZone } from "@/api/profile";
import type { Approval } from "@/api/types";
import { Card } from "@/components/card";
import { Status } from "@/components/status";
import { spokenSlot } from "@/components/times";
import { useNow } from "@/components/use-now";
import { hasPassed } from "@/features/approvals/passed";
import { words } from "@/words";

export function WaitingPost({ approval }: { approval: Approval }) {
  const zone = useZone();
  const { content } = approval;
  const late = hasPassed(approval, useNow());
  const when = approval.publish_at
    ? spokenSlot(approval.publish_at, approval.publish_at_local, zone)
    : words.approval.nowShort;
  const medium = content.media[0];
  return (
    <Card>
      <Link
        to="/approvals/$approvalId"
        params={{ approvalId: approval.id }}
        className="flex gap-4 rounded-lg p-4 hover:bg-quiet"
      >
        {medium && <Thumbnail sha256={medium.sha256} />}
        <span className="flex min-w-0 flex-1 flex-col items-start gap-1">
          <Status tone="needs" word={late ? words.today.late : words.today.decide} />
          <span className="line-clamp-3 font-semibold" lang={content.language}>
            {content.text.split("\n")[0]}
          </span>
          <span className="text-sm text-soft">
            {words.platform[approval.platform]} · {when}
          </span>
        </span>
      </Link>
    </Card>
  );
}

function Thumbnail({ sha256 }: { sha256: string }) {
  const picture = usePicture(sha256);
  if (picture.isError)
    return (
      <span className="flex h-25 w-20 shrink-0 items-center justify-center rounded-sm bg-quiet text-soft">
        <ImageOff role="img" aria-label={words.approval.noPicture} className="size-6" />
      </span>
    );
  if (!picture.data) return <span aria-hidden className="h-25 w-20 shrink-0 rounded-sm bg-quiet" />;
  return <img src={picture.data} alt="" className="h-25 w-20 shrink-0 rounded-sm object-cover" />;
}
