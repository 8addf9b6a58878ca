/** One quiet line that can be opened. */
import { ChevronDown } from "lucide-react";
import { Collapsible } from "radix-ui";
import type { ReactNode } from "react";
import { classNames } from "@/components/class-names";

type Props = {
  title: ReactNode;
  aside?: ReactNode;
  open?: boolean;
  children: ReactNode;
  className?: string;
};

export function Disclosure({ title, aside, open = false, children, className }: Props) {
  return (
    <Collapsible.Root defaultOpen={open} className={className}>
      <Collapsible.Trigger className="group flex min-h-11 w-full items-center gap-2 text-left text-base">
        <span className="min-w-0 flex-1 font-semibold">{title}</span>
        {aside && <span className="text-sm text-soft">{aside}</span>}
        <ChevronDown
          aria-hidden
          className={classNames(
            "size-5 shrink-0 text-soft transition-transform group-data-[state=open]:rotate-180",
          )}
        />
      </Collapsible.Trigger>
      <Collapsible.Content>{children}</Collapsible.Content>
    </Collapsible.Root>
  );
}
