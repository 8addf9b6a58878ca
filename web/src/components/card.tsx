/** A card: the one raised surface. */
import type { ComponentProps } from "react";
import { classNames } from "@/components/class-names";

export function Card({ className, ...rest }: ComponentProps<"section">) {
  return (
    <section
      {...rest}
      className={classNames("rounded-lg border border-line bg-surface shadow-card", className)}
    />
  );
}
