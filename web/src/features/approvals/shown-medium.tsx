/** A medium of a post: a picture at once, a video and a document when the person asks for them. */
import { FileText, Play } from "lucide-react";
import { useState } from "react";
import { useMedium } from "@/api/media";
import type { Medium } from "@/api/types";
import { Button } from "@/components/button";
import { Failure } from "@/components/failure";
import { kindOf, spokenLength, spokenSize } from "@/components/kinds";
import { Picture } from "@/features/approvals/picture";
import { words } from "@/words";

export function ShownMedium({ medium }: { medium: Medium }) {
  const kind = kindOf(medium.content_type);
  if (kind === "picture") return <Picture medium={medium} />;
  if (kind === "video") return <Clip medium={medium} />;
  return <Document medium={medium} />;
}

/** Fetched by a tap: it needs the bearer, so all of it has to be here before it plays. */
function Clip({ medium }: { medium: Medium }) {
  const [wanted, setWanted] = useState(false);
  const video = useMedium(medium.sha256, wanted);
  const said = words.compose;
  if (video.data && wanted)
    return (
      // biome-ignore lint/a11y/useMediaCaption: it is the person's own video, as it goes out
      <video
        src={video.data}
        controls
        autoPlay
        playsInline
        aria-label={said.kind.video}
        className="block max-h-[32rem] w-full bg-quiet"
      />
    );
  return (
    <div className="flex w-full flex-col items-center gap-3 bg-quiet px-4 py-10">
      <Button disabled={video.isFetching} onClick={() => setWanted(true)}>
        <Play aria-hidden className="size-5" />
        {video.isFetching ? said.fetching : said.play}
      </Button>
      <p className="text-sm text-soft">
        {[
          said.kind.video,
          medium.facts.duration_s != null && spokenLength(medium.facts.duration_s),
          medium.width && medium.height && `${medium.width} × ${medium.height}`,
          spokenSize(medium.size),
        ]
          .filter(Boolean)
          .join(" · ")}
      </p>
      <Failure error={video.error} onRetry={() => void video.refetch()} />
    </div>
  );
}

function Document({ medium }: { medium: Medium }) {
  const [wanted, setWanted] = useState(false);
  const file = useMedium(medium.sha256, wanted);
  const said = words.compose;
  return (
    <div className="flex w-full flex-col items-center gap-3 bg-quiet px-4 py-8">
      <FileText aria-hidden className="size-8 text-soft" />
      <p className="text-sm text-soft">
        {[
          said.kind.document,
          medium.facts.pages && said.pages(medium.facts.pages),
          spokenSize(medium.size),
        ]
          .filter(Boolean)
          .join(" · ")}
      </p>
      {file.data ? (
        <Button asChild>
          <a href={file.data} download={`${medium.sha256.slice(0, 8)}.pdf`}>
            {said.keepDocument}
          </a>
        </Button>
      ) : (
        <Button disabled={file.isFetching} onClick={() => setWanted(true)}>
          {file.isFetching ? said.fetching : said.openDocument}
        </Button>
      )}
      <Failure error={file.error} onRetry={() => void file.refetch()} />
    </div>
  );
}
