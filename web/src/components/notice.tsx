/** A sentence that matters now, spoken as it appears, with what to do next. */
import type { ReactNode } from "react";
import { classNames } from "@/components/class-names";

const LOOKS = {
  needs: "border-needs bg-needs-quiet",
  failed: "border-failed bg-failed-quiet",
  out: "border-out bg-out-quiet",
  plain: "border-line bg-quiet",
};

type Props = { tone: keyof typeof LOOKS; children: ReactNode; action?: ReactNode };

export function Notice({ tone, children, action }: Props) {
  return (
    <div
      role={tone === "failed" ? "alert" : "status"}
      className={classNames(
        "flex flex-wrap items-center gap-x-4 gap-y-2 rounded-md border-l-4 px-4 py-3",
        LOOKS[tone],
      )}
    >
      <div className="min-w-0 flex-1 basis-48">{children}</div>
      {action}
    </div>
  );
}
