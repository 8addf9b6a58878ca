/** A value within the range of others, on a scale from 0 to 100. The sentence beside it says it. */

type Props = { value: number; low: number; high: number };

export function RangeBar({ value, low, high }: Props) {
  return (
    <svg
      aria-hidden
      viewBox="0 0 100 8"
      preserveAspectRatio="none"
      className="h-4 w-full overflow-visible"
    >
      <rect x="0" y="3" width="100" height="2" rx="1" className="fill-line" />
      <rect
        x={low}
        y="1.5"
        width={Math.max(high - low, 0.5)}
        height="5"
        rx="1"
        className="fill-accent opacity-30"
      />
      <rect x={value - 0.4} y="0" width="0.8" height="8" className="fill-accent" />
    </svg>
  );
}
