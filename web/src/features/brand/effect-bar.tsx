/** An effect and its range around zero, on an axis shared by a list. The words beside it say it. */

type Side = "above" | "below" | null;

type Props = {
  mean: number;
  low: number;
  high: number;
  /** The axis goes from -most to most. */
  most: number;
  /** On which side of the level it clearly is; null while that cannot be said. */
  side: Side;
};

const WIDTH = 200;
const MIDDLE = WIDTH / 2;

export function EffectBar({ mean, low, high, most, side }: Props) {
  const at = (value: number) => MIDDLE + (value / most) * MIDDLE;
  const fill = fillOf(side);
  return (
    <svg
      aria-hidden
      viewBox={`0 0 ${WIDTH} 12`}
      preserveAspectRatio="none"
      className="h-4 w-full overflow-visible"
    >
      <rect y="5.5" width={WIDTH} height="1" className="fill-line" />
      <rect
        x={at(low)}
        y="3"
        width={Math.max(at(high) - at(low), 1)}
        height="6"
        className={`${fill} opacity-35`}
      />
      <rect x={at(mean) - 0.75} y="1" width="1.5" height="10" className={fill} />
      <rect x={MIDDLE - 0.4} y="0" width="0.8" height="12" className="fill-edge" />
    </svg>
  );
}

function fillOf(side: Side): string {
  if (side === null) return "fill-soft";
  return side === "above" ? "fill-out" : "fill-needs";
}
