/** What would raise the post, asked of the engine when somebody opens it. */
import { useExplanation } from "@/api/esg";
import type { Content } from "@/api/types";
import { useSteady } from "@/api/use-steady";
import { Failure } from "@/components/failure";
import { Loading } from "@/components/loading";
import { ers, points } from "@/components/numbers";
import { RangeBar } from "@/components/range-bar";
import { words } from "@/words";

type Props = {
  content: Content;
  /** Whether the text has no expectation of its own yet, since a person wrote it. */
  withExpected: boolean;
};

export function Lifts({ content, withExpected }: Props) {
  const said = words.approval;
  const explanation = useExplanation(content.text, content.platform);
  const shown = useSteady(explanation, content.text);
  if (shown.isPending) return <Loading what={said.raiseLoading} />;
  if (shown.error || !explanation.data)
    return (
      <div className="pb-3">
        <Failure error={shown.error} onRetry={shown.retry} />
      </div>
    );
  // advice to do what was meant says that it is read only faintly
  const meant = withExpected ? null : content.register;
  const { lifts, expected, basis } = explanation.data;
  return (
    <div className="flex flex-col gap-3 pb-3">
      {withExpected && expected && (
        <>
          <RangeBar value={expected.mean} low={expected.low} high={expected.high} />
          <p>{said.raiseNow(ers(expected.mean), ers(expected.low), ers(expected.high))}</p>
        </>
      )}
      {lifts.length === 0 && <p>{said.raiseNone}</p>}
      <ul className="flex flex-col gap-2">
        {lifts.map((lift) => (
          <li key={lift.what} className="flex items-baseline justify-between gap-4">
            <span className="min-w-0">
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
      <p className="text-sm text-soft">{basis}</p>
    </div>
  );
}
