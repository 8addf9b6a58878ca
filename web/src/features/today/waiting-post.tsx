/** A post that waits for a decision, in short: picture, first words, where and when. */
import { Link } from "@tanstack/react-router";
import { FileText, Film, ImageOff } from "lucide-react";
import { useMedium } from "@/api/media";
import { useZone } from "@/api/profile";
import type { Approval, Medium } from "@/api/types";
import { Card } from "@/components/card";
import { kindOf } from "@/components/kinds";
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
        {medium && <Thumbnail medium={medium} />}
        <span className="flex min-w-0 flex-1 flex-col items-start gap-1">
          <Status tone="needs" word={late ? words.today.late : words.today.decide} />
          <span className="line-clamp-3 font-semibold" lang={content.language}>
            {content.text.split("\n")[0] || content.form.title || words.compose.noWords}
          </span>
          <span className="text-sm text-soft">
            {words.platform[approval.platform]} · {when}
          </span>
        </span>
      </Link>
    </Card>
  );
}

function Thumbnail({ medium }: { medium: Medium }) {
  const kind = kindOf(medium.content_type);
  const picture = useMedium(medium.sha256, kind === "picture");
  if (kind !== "picture") {
    const Icon = kind === "video" ? Film : FileText;
    return (
      <span className="flex h-25 w-20 shrink-0 items-center justify-center rounded-sm bg-quiet text-soft">
        <Icon role="img" aria-label={words.compose.kind[kind]} className="size-6" />
      </span>
    );
  }
  if (picture.isError)
    return (
      <span className="flex h-25 w-20 shrink-0 items-center justify-center rounded-sm bg-quiet text-soft">
        <ImageOff role="img" aria-label={words.approval.noPicture} className="size-6" />
      </span>
    );
  if (!picture.data) return <span aria-hidden className="h-25 w-20 shrink-0 rounded-sm bg-quiet" />;
  return <img src={picture.data} alt="" className="h-25 w-20 shrink-0 rounded-sm object-cover" />;
}
