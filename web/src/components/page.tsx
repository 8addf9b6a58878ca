/** The frame of a page: one heading, one column, the page's title in the tab. */
import { type ReactNode, useEffect } from "react";
import { classNames } from "@/components/class-names";
import { words } from "@/words";

type Props = {
  title: string;
  aside?: ReactNode;
  intro?: string;
  /** Whether it has a second column on a large screen. */
  wide?: boolean;
  children: ReactNode;
};

export function Page({ title, aside, intro, wide = false, children }: Props) {
  useEffect(() => {
    document.title = `${title} · ${words.product}`;
  }, [title]);
  return (
    <div
      className={classNames(
        "mx-auto flex w-full flex-col gap-6 px-4 pt-6 pb-10 md:px-8 md:pt-10",
        wide ? "max-w-5xl" : "max-w-2xl",
      )}
    >
      <header className="flex flex-col gap-1">
        <div className="flex items-center gap-3">
          <h1 className="min-w-0 flex-1 text-xl font-semibold">{title}</h1>
          {aside}
        </div>
        {intro && <p className="text-soft">{intro}</p>}
      </header>
      {children}
    </div>
  );
}
