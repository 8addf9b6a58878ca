/** What a text should reach: where four of five such posts land, drawn and said. */
import { ers } from "@/components/numbers";
import { RangeBar } from "@/components/range-bar";
import { words } from "@/words";

type Props = { expected: { mean: number; low: number; high: number } };

export function Expectation({ expected: { mean, low, high } }: Props) {
  return (
    <>
      <RangeBar value={mean} low={low} high={high} />
      <p>{words.engine.reach(ers(mean), ers(low), ers(high))}</p>
    </>
  );
}
