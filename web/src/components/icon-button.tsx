/** A button of one icon; its label is read aloud. 44 px square. */
import type { ComponentProps, ReactNode } from "react";
import { classNames } from "@/components/class-names";

type Props = ComponentProps<"button"> & { label: string; icon: ReactNode };

export function IconButton({ label, icon, className, ...rest }: Props) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      {...rest}
      className={classNames(
        "inline-flex size-11 shrink-0 items-center justify-center rounded-md text-soft hover:bg-quiet hover:text-ink",
        className,
      )}
    >
      {icon}
    </button>
  );
}
