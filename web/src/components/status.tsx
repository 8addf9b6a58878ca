/** What state a thing is in: always a word and an icon beside the colour. */
import {
  CalendarClock,
  type CircleAlert,
  CircleCheck,
  CircleX,
  Clock,
  Hand,
  Pause,
} from "lucide-react";
import { classNames } from "@/components/class-names";

export type Tone = "needs" | "scheduled" | "out" | "failed" | "waiting" | "paused";

const LOOKS = {
  needs: { icon: Hand, look: "bg-needs-quiet text-needs" },
  scheduled: { icon: CalendarClock, look: "bg-scheduled-quiet text-scheduled" },
  out: { icon: CircleCheck, look: "bg-out-quiet text-out" },
  failed: { icon: CircleX, look: "bg-failed-quiet text-failed" },
  waiting: { icon: Clock, look: "bg-quiet text-soft" },
  paused: { icon: Pause, look: "bg-needs-quiet text-needs" },
} satisfies Record<Tone, { icon: typeof CircleAlert; look: string }>;

export function Status({ tone, word }: { tone: Tone; word: string }) {
  const { icon: Icon, look } = LOOKS[tone];
  return (
    <span
      className={classNames(
        "inline-flex shrink-0 items-center gap-1.5 rounded-full px-2.5 py-0.5 text-sm font-semibold",
        look,
      )}
    >
      <Icon aria-hidden className="size-4" />
      {word}
    </span>
  );
}
