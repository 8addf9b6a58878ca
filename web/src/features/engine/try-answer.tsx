/** All that the engine says of a text, the verdict first, the evidence last. */
import type { ReactNode, Ref } from "react";
import type { Alignment, Platform } from "@/api/types";
import { Button } from "@/components/button";
import { Card } from "@/components/card";
import { Disclosure } from "@/components/disclosure";
import { Notice } from "@/components/notice";
import { ers } from "@/components/numbers";
import { CopyButton } from "@/features/engine/copy-button";
import { Expectation } from "@/features/engine/expectation";
import { Fit } from "@/features/engine/fit";
import { LiftList } from "@/features/engine/lift-list";
import { ReadRegisters } from "@/features/engine/read-registers";
import { References } from "@/features/engine/references";
import { Suggestion } from "@/features/engine/suggestion";
import { words } from "@/words";

type Props = {
  found: Alignment;
  platform: Platform | null;
  /** Whether the text was changed since. */
  isOld: boolean;
  heading: Ref<HTMLHeadingElement>;
  onWorkOn: (text: string) => void;
};

export function TryAnswer({ found, platform, isOld, heading, onWorkOn }: Props) {
  const said = words.engine;
  const suggested = found.rewrite_suggestion;
  return (
    <Card className="flex flex-col divide-y divide-line px-4 py-2 md:px-6" aria-label={said.fit}>
      <section className="flex flex-col gap-3 py-4">
        {isOld && <Notice tone="plain">{said.tryOld}</Notice>}
        <h2 ref={heading} tabIndex={-1} className="scroll-mt-4 text-lg font-semibold outline-none">
          {said.fit}
        </h2>
        <Fit found={found} />
      </section>
      <Block title={said.reachTitle}>
        <Reach found={found} />
      </Block>
      <Block title={said.speaks}>
        <ReadRegisters registers={found.registers} hasUsual={found.level != null} />
      </Block>
      {found.lifts.length > 0 && (
        <Block title={said.raiseTitle}>
          <LiftList lifts={found.lifts} />
        </Block>
      )}
      <section className="flex flex-col gap-3 py-4">
        <Suggestion found={found} withExpected>
          <div className="flex flex-wrap gap-2">
            <CopyButton text={suggested} />
            <Button onClick={() => onWorkOn(suggested)}>{said.putIn}</Button>
          </div>
        </Suggestion>
      </section>
      {found.references.length ? (
        <Disclosure title={said.learn(found.references.length)} className="py-1">
          <References references={found.references} />
        </Disclosure>
      ) : (
        <p className="py-4 text-soft">
          {platform && found.level != null
            ? said.learnNoneOn(words.platform[platform])
            : said.learnNone}
        </p>
      )}
      <p className="py-4 text-sm text-soft">{said.judgedBy(found.author)}</p>
    </Card>
  );
}

function Block({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-3 py-4">
      <h3 className="font-semibold">{title}</h3>
      {children}
    </section>
  );
}

function Reach({ found: { expected_ers: expected, level, basis } }: { found: Alignment }) {
  const said = words.engine;
  return (
    <>
      {expected ? <Expectation expected={expected} /> : <p>{said.reachNone}</p>}
      {level != null && <p>{said.reachUsual(ers(level))}</p>}
      <p className="text-sm text-soft">
        {[basis, expected && words.approval.ersMeans].filter(Boolean).join(" ")}
      </p>
    </>
  );
}
