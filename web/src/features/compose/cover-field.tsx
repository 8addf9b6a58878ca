/** Which moment of a video is its cover: looked for in the person's own file, before it is sent. */
import { useEffect, useRef, useState } from "react";
import { Disclosure } from "@/components/disclosure";
import type { Shown } from "@/features/compose/use-files";
import { words } from "@/words";

const STEP_MS = 100;

type Props = { one: Shown; onChange: (coverMs: number) => void };

export function CoverField({ one, onChange }: Props) {
  const said = words.compose;
  const length_s = one.fitted?.medium.facts.duration_s;
  if (one.kind !== "video" || length_s == null) return null;
  const at = one.coverMs ?? 0;
  const told = at ? said.coverAt(at / 1000) : said.coverFirst;
  return (
    <Disclosure title={said.cover} aside={told}>
      <div className="flex flex-col items-center gap-1">
        <Frame file={one.file} at_s={at / 1000} />
        <input
          type="range"
          aria-label={said.coverOf(one.name)}
          aria-valuetext={told}
          className="h-11 w-full accent-accent"
          min={0}
          // the very last moment may have no picture any more
          max={Math.max(0, Math.floor(length_s * 1000) - STEP_MS)}
          step={STEP_MS}
          value={at}
          onChange={({ target }) => onChange(target.valueAsNumber)}
        />
      </div>
    </Disclosure>
  );
}

/** Nothing where the browser cannot play such a file: the moment can be chosen all the same. */
function Frame({ file, at_s }: { file: File; at_s: number }) {
  const video = useRef<HTMLVideoElement>(null);
  const [address, setAddress] = useState<string>();
  const [isPlayable, setPlayable] = useState(true);
  useEffect(() => {
    const made = URL.createObjectURL(file);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  useEffect(() => {
    if (video.current) video.current.currentTime = at_s;
  }, [at_s]);
  if (!address || !isPlayable) return null;
  return (
    <video
      ref={video}
      src={address}
      muted
      playsInline
      preload="auto"
      aria-hidden
      onLoadedMetadata={({ currentTarget }) => {
        currentTarget.currentTime = at_s;
      }}
      onError={() => setPlayable(false)}
      className="max-h-64 max-w-full rounded-sm bg-quiet"
    />
  );
}
