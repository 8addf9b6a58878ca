/** One entry of an account's week, and taking it out. */
import { X } from "lucide-react";
import { IconButton } from "@/components/icon-button";
import { words } from "@/words";

type Props = {
  name: string;
  aside: string | null;
  busy: boolean;
  /** null: the person may only look. */
  onRemove: (() => void) | null;
};

export function WeekRow({ name, aside, busy, onRemove }: Props) {
  return (
    <div className="flex min-h-11 items-center gap-2 rounded-md bg-quiet pl-3">
      <span className="min-w-0 flex-1">
        {name}
        {aside && <span className="text-sm text-soft"> · {aside}</span>}
      </span>
      {onRemove && (
        <IconButton
          label={words.common.remove(name)}
          icon={<X aria-hidden className="size-5" />}
          disabled={busy}
          onClick={onRemove}
        />
      )}
    </div>
  );
}
