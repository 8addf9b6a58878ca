/** Where there is nothing yet: what this place is for, and the next step. */
import type { ReactNode } from "react";

export function Empty({
  title,
  hint,
  action,
}: {
  title: string;
  hint?: string;
  action?: ReactNode;
}) {
  return (
    <div className="flex flex-col items-start gap-3 rounded-lg border border-dashed border-edge px-6 py-8">
      <p className="text-lg font-semibold">{title}</p>
      {hint && <p className="text-soft">{hint}</p>}
      {action}
    </div>
  );
}
