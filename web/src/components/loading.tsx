/** A subtle sign that something is on its way. */
import { words } from "@/words";

export function Loading({ what = words.common.loading }: { what?: string }) {
  return (
    <p role="status" className="breathing py-4 text-soft">
      {what}…
    </p>
  );
}
