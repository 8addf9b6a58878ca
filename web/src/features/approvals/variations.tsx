/** Other ways to say the same; one is taken by editing the post to it. */
import type { Content } from "@/api/types";
import { Button } from "@/components/button";
import { Disclosure } from "@/components/disclosure";
import { ers } from "@/components/numbers";
import { words } from "@/words";

type Props = { content: Content; onUse: ((text: string) => void) | null };

export function Variations({ content, onUse }: Props) {
  const others = content.variations.filter((variation) => variation.text !== content.text);
  if (!others.length) return null;
  return (
    <Disclosure title={words.approval.variations(others.length)}>
      <ul className="flex flex-col divide-y divide-line" lang={content.language}>
        {others.map((variation) => (
          <li key={variation.id} className="flex flex-col items-start gap-2 py-4 first:pt-2">
            <p className="text-sm text-soft" lang="en">
              {words.registers[variation.register] ?? variation.register}
              {variation.expected_ers != null && ` · ERS ${ers(variation.expected_ers)}`}
            </p>
            <p className="whitespace-pre-line">{variation.text}</p>
            {onUse && (
              <Button onClick={() => onUse(variation.text)} lang="en">
                {words.approval.use}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}
