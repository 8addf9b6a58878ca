/** Copies a text, and says whether that worked. */
import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/button";
import { words } from "@/words";

type Outcome = { text: string; isCopied: boolean };

export function CopyButton({ text }: { text: string }) {
  const said = words.engine;
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const now = outcome?.text === text ? outcome : null;
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setOutcome({ text, isCopied: true });
    } catch {
      // a page that is not served over https, or a person who said no
      setOutcome({ text, isCopied: false });
    }
  };
  const Icon = now?.isCopied ? Check : Copy;
  return (
    <>
      <Button onClick={() => void copy()}>
        <Icon aria-hidden className="size-5" />
        {now?.isCopied ? said.copied : said.copy}
      </Button>
      <p role="status" className={now && !now.isCopied ? "order-last w-full text-sm" : "sr-only"}>
        {now && (now.isCopied ? said.copied : said.notCopied)}
      </p>
    </>
  );
}
