/** Why this post: register, expected resonance, what it learned from, claims, checks, author. */
import { Check, CircleAlert, Info, OctagonX } from "lucide-react";
import type { Content } from "@/api/types";
import { Disclosure } from "@/components/disclosure";
import { ers } from "@/components/numbers";
import { RangeBar } from "@/components/range-bar";
import { Lifts } from "@/features/approvals/lifts";
import { whoseText } from "@/features/approvals/whose-text";
import { References } from "@/features/engine/references";
import { words } from "@/words";

type Props = {
  content: Content;
  /** Whether it can still be changed, so that what would raise it is worth knowing. */
  isOpen?: boolean;
};

export function Reasons({ content, isOpen = false }: Props) {
  const said = words.approval;
  const flags = content.safety.flags ?? [];
  // what was measured of a draft says nothing of words that somebody put in its place
  const whose = whoseText(content);
  return (
    <div className="flex flex-col divide-y divide-line border-y border-line">
      <div className="flex flex-col gap-2 py-3">
        <h3 className="font-semibold">{said.why}</h3>
        {whose === "changed" ? (
          <p className="text-soft">{said.expectedBefore}</p>
        ) : (
          <Expected content={content} />
        )}
      </div>
      {isOpen && (
        <Disclosure title={said.raise}>
          <Lifts content={content} withExpected={whose === "changed"} />
        </Disclosure>
      )}
      {content.references.length ? (
        <Disclosure
          title={(whose === "changed" ? said.learnedBefore : said.learned)(
            content.references.length,
          )}
        >
          <References references={content.references} />
        </Disclosure>
      ) : (
        <p className="py-3 text-soft">{whose === "hand" ? said.learnedByHand : said.learnedNone}</p>
      )}
      {whose === "changed" && <p className="py-3">{said.claimsYours}</p>}
      {content.claims.length ? (
        <Disclosure title={said.claims} aside={String(content.claims.length)}>
          <Claims claims={content.claims} />
        </Disclosure>
      ) : (
        whose === "draft" && <p className="py-3 text-soft">{said.claimsNone}</p>
      )}
      <Disclosure title={<Verdict safety={content.safety} />} open={flags.length > 0}>
        <Answered safety={content.safety} />
        <Flags flags={flags} />
        <Steps safety={content.safety} />
        {content.safety.method && (
          <p className="pb-3 text-sm text-soft">{said.checkedBy(content.safety.method)}</p>
        )}
      </Disclosure>
      <Written content={content} />
    </div>
  );
}

function Expected({ content }: { content: Content }) {
  const said = words.approval;
  const value = content.expected_ers;
  const range = rangeOf(content);
  return (
    <>
      {content.register && (
        <p>
          {said.register}{" "}
          <span className="font-semibold">
            {words.registers[content.register] ?? content.register}
          </span>
          .
        </p>
      )}
      {value != null && range && (
        <>
          <RangeBar value={value} low={range.low} high={range.high} />
          <p>
            {range.say(ers(value), ers(range.low), ers(range.high))}{" "}
            <span className="text-soft">{said.ersMeans}</span>
          </p>
        </>
      )}
      {value != null && !range && <p>{said.expectedAlone(ers(value))}</p>}
    </>
  );
}

/** Where such posts should land; of posts without a range, what those it learned from reached. */
function rangeOf(content: Content) {
  const said = words.approval;
  const [low, high] = content.expected_range ?? [];
  if (low !== undefined && high !== undefined)
    return {
      low,
      high,
      say: whoseText(content) === "hand" ? said.expectedByHand : said.expectedRange,
    };
  const reached = content.references.map((reference) => reference.ers);
  if (!reached.length) return null;
  const say = said.expectedSays;
  return { low: Math.min(...reached), high: Math.max(...reached), say };
}

function Claims({ claims }: { claims: Content["claims"] }) {
  return (
    <ul className="flex flex-col gap-2 pb-3">
      {claims.map((claim) => (
        <li key={claim.text}>
          {claim.text}{" "}
          <span className="text-soft">
            {words.approval.source(words.sources[claim.source] ?? claim.source)}
          </span>
        </li>
      ))}
    </ul>
  );
}

const VERDICTS = {
  failed: <OctagonX aria-hidden className="size-5 text-failed" />,
  look: <CircleAlert aria-hidden className="size-5 text-needs" />,
  passed: <Check aria-hidden className="size-5 text-out" />,
};

/** What the checks came to: a warning is no pass, and stops nothing either. */
function Verdict({ safety }: { safety: Content["safety"] }) {
  const said = words.approval;
  const warned = safety.flags?.filter(({ severity }) => severity !== "info").length ?? 0;
  const verdict = safety.override ? "look" : !safety.passed ? "failed" : warned ? "look" : "passed";
  const says = {
    failed: said.checksFailed,
    look: safety.override ? said.checksAnswered : said.checksLook(warned),
    passed: said.checksPassed,
  };
  return (
    <span className="flex items-center gap-2">
      {VERDICTS[verdict]}
      {says[verdict]}
    </span>
  );
}

/** Who answers for a post that a check stops, and why. */
function Answered({ safety }: { safety: Content["safety"] }) {
  if (!safety.override) return null;
  return (
    <p className="pb-3">
      <span className="font-semibold">{words.approval.answeredBy(safety.override.by)}</span>{" "}
      {safety.override.reason}
    </p>
  );
}

/** What was checked, one line each; posts from before have no steps. */
function Steps({ safety }: { safety: Content["safety"] }) {
  const said = words.approval;
  const steps = safety.steps ?? [];
  if (!steps.length) return null;
  return (
    <ul className="flex flex-col gap-1 pb-3 text-sm text-soft">
      {steps.map((step) => (
        <li key={step.name}>
          {said.steps[step.name] ?? step.name}: {said.stepResults[step.result] ?? step.result}
          {step.result === "not_run" && step.reason ? `. ${step.reason}` : ""}
        </li>
      ))}
    </ul>
  );
}

const FLAG_ICONS = {
  info: <Info aria-hidden className="mt-0.5 size-5 shrink-0 text-soft" />,
  warn: <CircleAlert aria-hidden className="mt-0.5 size-5 shrink-0 text-needs" />,
  block: <OctagonX aria-hidden className="mt-0.5 size-5 shrink-0 text-failed" />,
};

function Flags({ flags }: { flags: NonNullable<Content["safety"]["flags"]> }) {
  if (!flags.length) return <p className="pb-3 text-soft">{words.approval.checkedClean}</p>;
  return (
    <ul className="flex flex-col gap-3 pb-3">
      {flags.map((flag) => (
        <li key={`${flag.category} ${flag.term}`} className="flex gap-2">
          {FLAG_ICONS[flag.severity as keyof typeof FLAG_ICONS] ?? FLAG_ICONS.warn}
          <span className="min-w-0">
            <span className="font-semibold">
              {words.approval.severity[flag.severity] ?? flag.severity}:
            </span>{" "}
            {flag.message}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** A person's own words followed no instructions. */
function Written({ content }: { content: Content }) {
  const said = words.approval;
  const { author, prompt, prompt_version } = content.provenance;
  if (!prompt) return <p className="py-3 text-sm text-soft">{said.byHand}</p>;
  return (
    <Disclosure
      title={<span className="text-sm font-normal text-soft">{said.written(author)}</span>}
    >
      <p className="pb-3 text-sm text-soft">{said.instructions(prompt, prompt_version)}</p>
    </Disclosure>
  );
}
