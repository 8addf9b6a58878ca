/** The one button: three looks, 44 px high, a verb inside. */
import { Slot } from "radix-ui";
import type { ComponentProps } from "react";
import { classNames } from "@/components/class-names";

type Look = "primary" | "plain" | "quiet" | "danger";

const LOOKS: Record<Look, string> = {
  primary: "bg-accent text-accent-ink hover:opacity-90",
  plain: "border border-edge bg-surface text-ink hover:bg-quiet",
  quiet: "text-accent hover:bg-accent-quiet",
  danger: "border border-failed bg-surface text-failed hover:bg-failed-quiet",
};

type Props = ComponentProps<"button"> & { look?: Look; asChild?: boolean };

export function Button({ look = "plain", asChild = false, className, ...rest }: Props) {
  const Tag = asChild ? Slot.Root : "button";
  return (
    <Tag
      {...(asChild ? {} : { type: "button" as const })}
      {...rest}
      className={classNames(
        "inline-flex min-h-11 items-center justify-center gap-2 rounded-md px-4 py-2 text-base font-semibold",
        "transition-opacity disabled:cursor-not-allowed disabled:opacity-55",
        LOOKS[look],
        className,
      )}
    />
  );
}
