/** What the platform counted for a post when it was last asked. */
import { useZone } from "@/api/profile";
import type { Snapshot } from "@/api/types";
import { count } from "@/components/numbers";
import { spokenInstant } from "@/components/times";
import { words } from "@/words";

const SHOWN = ["likes", "comments", "shares", "reach", "impressions"] as const;

export function Numbers({ newest }: { newest: Snapshot | null }) {
  const zone = useZone();
  if (newest === null) return <p className="text-sm text-soft">{words.posts.notMeasured}</p>;
  const known = SHOWN.filter((name) => newest.values[name] !== undefined);
  return (
    <div className="flex flex-col gap-1">
      <dl className="flex flex-wrap gap-x-6 gap-y-2">
        {known.map((name) => (
          <div key={name} className="flex flex-col">
            <dd className="text-lg font-semibold tabular-nums">
              {count(newest.values[name] ?? 0)}
            </dd>
            <dt className="order-first text-sm text-soft">{words.posts[name]}</dt>
          </div>
        ))}
      </dl>
      {newest.as_of && (
        <p className="text-sm text-soft">
          {words.posts.measured(spokenInstant(newest.as_of, zone))}
        </p>
      )}
    </div>
  );
}
