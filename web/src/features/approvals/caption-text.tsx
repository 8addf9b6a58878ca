/** A post's words with their tags marked, and how much of them the feed shows at once. */
import { useLayoutEffect, useRef, useState } from "react";
import { classNames } from "@/components/class-names";
import { words } from "@/words";

const CLAMPS = { 2: "line-clamp-2", 3: "line-clamp-3", 6: "line-clamp-6" };

type Props = {
  text: string;
  author?: string;
  /** After how many lines the feed cuts it. */
  cut: keyof typeof CLAMPS;
  className?: string;
};

/** All of it, because it is being decided on; the feed's cut is one tap away, where it cuts. */
export function Caption({ text, author, cut, className }: Props) {
  const [folded, setFolded] = useState(false);
  const { ref, lines } = useLines(`${author} ${text}`, folded);
  if (!text) return null;
  return (
    <div className={className}>
      <p ref={ref} className={classNames("whitespace-pre-line", folded && CLAMPS[cut])}>
        {author && <span className="font-semibold">{author} </span>}
        {tagged(text)}
      </p>
      {(folded || lines > cut) && (
        <button
          type="button"
          onClick={() => setFolded(!folded)}
          className="min-h-11 text-sm font-semibold text-soft hover:text-ink"
        >
          {folded ? words.approval.unfolded : words.approval.folded}
        </button>
      )}
    </div>
  );
}

/** How many lines the text takes here; what is folded keeps the number that it had. */
function useLines(text: string, folded: boolean) {
  const ref = useRef<HTMLParagraphElement>(null);
  const [lines, setLines] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another text has other lines
  useLayoutEffect(() => {
    const shown = ref.current;
    if (!shown || folded) return;
    const measure = () =>
      setLines(
        Math.round(shown.scrollHeight / Number.parseFloat(getComputedStyle(shown).lineHeight)),
      );
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(shown);
    return () => watch.disconnect();
  }, [text, folded]);
  return { ref, lines };
}

export function tagged(text: string) {
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
