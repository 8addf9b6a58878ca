/** A text box, where it would be posted, one button; below it what the engine says of the text. */
import { type FormEvent, useEffect, useRef, useState } from "react";
import { useAlign } from "@/api/esg";
import { useProfile } from "@/api/profile";
import type { Platform } from "@/api/types";
import { Button } from "@/components/button";
import { Failure } from "@/components/failure";
import { Select, TextArea } from "@/components/field";
import { NoPosts } from "@/features/engine/no-posts";
import { TryAnswer } from "@/features/engine/try-answer";
import { words } from "@/words";

const FOR: Platform[] = ["instagram", "facebook", "linkedin", "x"];
const LONGEST = 32_000;

export function TryText() {
  const said = words.engine;
  const align = useAlign();
  const [typed, setTyped] = useState("");
  const [platform, setPlatform] = useState<Platform | null>(null);
  const answer = useRef<HTMLHeadingElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const asked = align.variables;
  const isOld = asked?.draft !== typed || asked?.platform !== platform;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!align.isPending && typed.trim()) align.mutate({ draft: typed, platform });
  };
  const found = align.data;
  useEffect(() => {
    // whoever goes on writing meanwhile is left where they are
    if (!found || document.activeElement !== button.current) return;
    answer.current?.focus({ preventScroll: true });
    answer.current?.scrollIntoView();
  }, [found]);
  return (
    <>
      <NoPosts />
      <form onSubmit={submit} className="flex flex-col gap-4">
        <TextArea
          label={said.tryText}
          name="text"
          className="[&_textarea]:min-h-32"
          maxLength={LONGEST}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          required
        />
        {!typed && <Example onFill={setTyped} />}
        <Select
          label={said.tryFor}
          hint={said.tryAgainst(platform && words.platform[platform])}
          name="platform"
          value={platform ?? ""}
          onChange={(event) => setPlatform((event.target.value || null) as Platform | null)}
        >
          <option value="">{said.tryAnywhere}</option>
          {FOR.map((one) => (
            <option key={one} value={one}>
              {words.platform[one]}
            </option>
          ))}
        </Select>
        <Button
          ref={button}
          type="submit"
          look="primary"
          className="md:self-start"
          disabled={!typed.trim()}
          // a disabled one would lose the keyboard's place while it waits
          aria-disabled={align.isPending}
        >
          {align.isPending ? said.tryDoing : said.tryDo}
        </Button>
      </form>
      <p role="status" className="breathing text-soft empty:hidden">
        {align.isPending && said.checkingText}
      </p>
      <Failure error={align.error} />
      {found && asked && !align.isPending && (
        <TryAnswer
          found={found}
          platform={asked.platform}
          isOld={isOld}
          heading={answer}
          onWorkOn={setTyped}
        />
      )}
    </>
  );
}

function Example({ onFill }: { onFill: (text: string) => void }) {
  const product = useProfile().data?.products?.[0]?.name.toLowerCase();
  if (!product) return null;
  return (
    <Button
      look="quiet"
      className="-mt-2 self-start"
      onClick={() => onFill(words.engine.example(product))}
    >
      {words.engine.tryExample}
    </Button>
  );
}
