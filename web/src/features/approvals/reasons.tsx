/** Why this post: register, expected resonance, what it learned from, claims, checks, author. */
import { Check, CircleAlert, Info, OctagonX } from "lucide-react";
import type { Content } from "@/api/types";
import { Disclosure } from "@/components/disclosure";
import { ers } from "@/components/numbers";
import { RangeBar } from "@/components/range-bar";
import { References } from "@/features/approvals/references";
import { words } from "@/words";

export function Reasons({ content }: { content: Content }) {
  const said = words.approval;
  const flags = content.safety.flags ?? [];
  return (
    <div className="flex flex-col divide-y divide-line border-y border-line">
      <div className="flex flex-col gap-2 py-3">
        <h3 className="font-semibold">{said.why}</h3>
        <Expected content={content} />
      </div>
      {content.references.length ? (
        <Disclosure title={said.learned(content.references.length)}>
          <References references={content.references} />
        </Disclosure>
      ) : (
        <p className="py-3 text-soft">{said.learnedNone}</p>
      )}
      <Disclosure title={said.claims} aside={String(content.claims.length)}>
        <Claims claims={content.claims} />
      </Disclosure>
      <Disclosure
        title={
          <span className="flex items-center gap-2">
            {content.safety.passed ? (
              <Check aria-hidden className="size-5 text-out" />
            ) : (
              <OctagonX aria-hidden className="size-5 text-failed" />
            )}
            {content.safety.passed
              ? said.checksPassed(content.safety.method ?? "")
              : said.checksFailed(content.safety.method ?? "")}
          </span>
        }
        open={flags.length > 0}
      >
        <Flags flags={flags} />
      </Disclosure>
      <p className="py-3 text-sm text-soft">
        {said.written(
          content.provenance.author,
          `${content.provenance.prompt} ${content.provenance.prompt_version}`,
        )}
      </p>
    </div>
  );
}

/** The range comes with the version once the server keeps it. */
type Ranged = Content & { expected_range?: [number, number] | null };

function Expected({ content }: { content: Content }) {
  const said = words.approval;
  const reached = content.references.map((reference) => reference.ers);
  const value = content.expected_ers;
  const range = (content as Ranged).expected_range;
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
          <RangeBar value={value} low={range[0]} high={range[1]} />
          <p>
            {said.expectedRange(ers(value), ers(range[0]), ers(range[1]))}{" "}
            <span className="text-soft">{said.ersMeans}</span>
          </p>
        </>
      )}
      {value != null && !range && reached.length > 0 && (
        <>
          <RangeBar value={value} low={Math.min(...reached)} high={Math.max(...reached)} />
          <p>
            {said.expectedSays(ers(value), ers(Math.min(...reached)), ers(Math.max(...reached)))}{" "}
            <span className="text-soft">{said.ersMeans}</span>
          </p>
        </>
      )}
      {value != null && !range && !reached.length && <p>{said.expectedAlone(ers(value))}</p>}
    </>
  );
}

function Claims({ claims }: { claims: Content["claims"] }) {
  if (!claims.length) return <p className="pb-3 text-soft">{words.approval.claimsNone}</p>;
  return (
    <ul className="flex flex-col gap-2 pb-3">
      {claims.map((claim) => (
        <li key={claim.text}>
          {claim.text} <span className="text-soft">{words.approval.source(claim.source)}</span>
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
