/** The frame of a page: one heading, one column, the page's title in the tab. */
import { type ReactNode, useEffect } from "react";
import { words } from "@/words";

type Props = { title: string; aside?: ReactNode; intro?: string; children: ReactNode };

export function Page({ title, aside, intro, children }: Props) {
  useEffect(() => {
    document.title = `${title} · ${words.product}`;
  }, [title]);
  return (
    <div className="mx-auto flex w-full max-w-2xl flex-col gap-6 px-4 pt-6 pb-10 md:px-8 md:pt-10">
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
