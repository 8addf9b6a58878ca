/** What would raise the post, asked of the engine when somebody opens it. */
import { useExplanation } from "@/api/esg";
import type { Content } from "@/api/types";
import { useSteady } from "@/api/use-steady";
import { Failure } from "@/components/failure";
import { Loading } from "@/components/loading";
import { Expectation } from "@/features/engine/expectation";
import { LiftList } from "@/features/engine/lift-list";
import { words } from "@/words";

type Props = {
  content: Content;
  /** Whether the text has no expectation of its own yet, since a person wrote it. */
  withExpected: boolean;
};

export function Lifts({ content, withExpected }: Props) {
  const explanation = useExplanation(content.text, content.platform);
  const shown = useSteady(explanation, content.text);
  if (shown.isPending) return <Loading what={words.engine.raiseLoading} />;
  if (shown.error || !explanation.data)
    return (
      <div className="pb-3">
        <Failure error={shown.error} onRetry={shown.retry} />
      </div>
    );
  const { lifts, expected, basis } = explanation.data;
  return (
    <div className="flex flex-col gap-3 pb-3">
      {withExpected && expected && <Expectation expected={expected} />}
      {/* advice to do what was meant says that it is read only faintly */}
      <LiftList lifts={lifts} meant={withExpected ? null : content.register} />
      <p className="text-sm text-soft">{basis}</p>
    </div>
  );
}
