/** An empty conversation: what one may ask, filled with the person's own brand. */

import { Link } from "@tanstack/react-router";
import { canWrite, useProfile } from "@/api/profile";
import { Button } from "@/components/button";
import { Notice } from "@/components/notice";
import { words } from "@/words";

const SUGGESTION =
  "block min-h-11 w-full rounded-md border border-line px-4 py-2.5 text-left hover:bg-quiet";

export function Starters({ onSay }: { onSay: (text: string) => void }) {
  const profile = useProfile().data;
  const product = profile?.products?.[0]?.name ?? words.chats.someProduct;
  return (
    <div className="flex flex-1 flex-col justify-center gap-4">
      <h2 className="text-xl font-semibold">{words.chats.asked}</h2>
      {!canWrite(profile) && (
        <Notice
          tone="needs"
          action={
            <Button asChild>
              <Link to="/brand">{words.today.stepBrandDo}</Link>
            </Button>
          }
        >
          {words.brand.missing}
        </Notice>
      )}
      <ul className="flex flex-col gap-2">
        {words.chats.examples(product).map((example) => (
          <li key={example}>
            <button type="button" onClick={() => onSay(example)} className={SUGGESTION}>
              {example}
            </button>
          </li>
        ))}
        <li>
          <Link to="/brand/try" className={SUGGESTION}>
            {words.engine.tryOwn}
          </Link>
        </li>
      </ul>
    </div>
  );
}
