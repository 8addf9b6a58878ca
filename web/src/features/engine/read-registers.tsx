/** The registers a text speaks in: how surely, and how such posts do for the brand. */
import type { Alignment } from "@/api/types";
import { words } from "@/words";

/** Nobody is ever all sure. */
const SUREST = 99;

type Props = {
  registers: Alignment["registers"];
  /** Whether the brand has a usual yet, as which such posts may do. */
  hasUsual: boolean;
};

export function ReadRegisters({ registers, hasUsual }: Props) {
  const said = words.engine;
  if (!registers.length) return <p>{said.speaksNone}</p>;
  return (
    <ul className="flex flex-col gap-3">
      {registers.map(({ register, confidence, effect, posts }) => (
        <li key={register} className="flex flex-col gap-1">
          <p className="flex items-baseline justify-between gap-4">
            <span className="first-letter:uppercase">{words.registers[register] ?? register}</span>
            <span className="text-sm text-soft whitespace-nowrap tabular-nums">
              {said.sure(Math.min(Math.round(confidence * 100), SUREST))}
            </span>
          </p>
          <svg aria-hidden viewBox="0 0 100 6" preserveAspectRatio="none" className="h-2 w-full">
            <rect width="100" height="6" rx="1" className="fill-quiet" />
            <rect width={confidence * 100} height="6" rx="1" className="fill-accent" />
          </svg>
          {(hasUsual || effect !== 0) && (
            <p className="text-sm text-soft tabular-nums">{told(effect, posts ?? null)}</p>
          )}
        </li>
      ))}
    </ul>
  );
}

function told(effect: number, posts: number | null): string {
  const said = words.engine;
  const by = Math.abs(effect).toFixed(1);
  if (by === "0.0") return said.speaksUsual;
  if (posts === 0) return said.speaksAssumed(by, effect > 0 ? "above" : "below");
  return said.speaksEffect(by, effect > 0 ? "above" : "below");
}
