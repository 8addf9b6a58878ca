/** The way from an empty account to the first post; gone once all of it is done. */
import { Link } from "@tanstack/react-router";
import { Check } from "lucide-react";
import type { ReactNode } from "react";
import { useProfile } from "@/api/profile";
import { Button } from "@/components/button";
import { words } from "@/words";

export function FirstSteps({ done }: { done: boolean[] }) {
  const profile = useProfile();
  const said = words.today;
  const product = profile.data?.products?.[0]?.name ?? words.chats.someProduct;
  const next = done.indexOf(false);
  const steps: [string, string, ReactNode][] = [
    [
      said.stepBrand,
      said.stepBrandWhy,
      <Link key="to" to="/brand">
        {said.stepBrandDo}
      </Link>,
    ],
    [
      said.stepConnect,
      said.stepConnectWhy,
      <Link key="to" to="/accounts">
        {said.stepConnectDo}
      </Link>,
    ],
    [
      said.stepAsk,
      said.stepAskWhy(product),
      <Link key="to" to="/chats/$threadId" params={{ threadId: "new" }}>
        {said.stepAskDo}
      </Link>,
    ],
  ];
  return (
    <ol className="flex flex-col divide-y divide-line rounded-lg border border-line">
      {steps.map(([title, why, link], n) => (
        <li key={title} className="flex gap-4 p-4">
          <Mark n={n} done={done[n] ?? false} isNext={n === next} />
          <div className="flex min-w-0 flex-1 flex-col items-start gap-2">
            <div>
              <p className={n === next ? "text-lg font-semibold" : "text-soft"}>{title}</p>
              {n === next && <p className="text-soft">{why}</p>}
            </div>
            {n === next && (
              <Button asChild look="primary">
                {link}
              </Button>
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}

function Mark({ n, done, isNext }: { n: number; done: boolean; isNext: boolean }) {
  if (done)
    return (
      <span className="flex size-7 shrink-0 items-center justify-center rounded-full bg-out-quiet text-out">
        <Check role="img" aria-label={words.today.done} className="size-4" />
      </span>
    );
  return (
    <span
      aria-hidden
      className={`flex size-7 shrink-0 items-center justify-center rounded-full text-sm font-semibold ${isNext ? "bg-accent text-accent-ink" : "bg-quiet text-soft"}`}
    >
      {n + 1}
    </span>
  );
}
