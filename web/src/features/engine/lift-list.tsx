/** What would raise a text, best first, each by how much. */
import type { Alignment, Register } from "@/api/types";
import { points } from "@/components/numbers";
import { words } from "@/words";

type Props = {
  lifts: Alignment["lifts"];
  /** The register that the text was to speak in, since advice to do so says: more clearly. */
  meant?: Register | string | null;
};

export function LiftList({ lifts, meant = null }: Props) {
  const said = words.engine;
  if (!lifts.length) return <p>{said.raiseNone}</p>;
  return (
    <ul className="flex flex-col gap-2">
      {lifts.map((lift) => (
        <li key={lift.what} className="flex flex-wrap items-baseline justify-between gap-x-4">
          <span className="min-w-0 flex-1 basis-56">
            {lift.what}
            {lift.register && (
              <span className="text-soft">
                {" "}
                (
                {said.raiseIn(
                  words.registers[lift.register] ?? lift.register,
                  lift.register === meant,
                )}
                )
              </span>
            )}
          </span>
          {lift.points != null && (
            <span className="shrink-0 text-sm font-semibold whitespace-nowrap tabular-nums">
              {said.raiseBy(points(lift.points))}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
