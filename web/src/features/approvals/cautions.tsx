/** What a person should know of a post before they decide, or before its time. */
import type { Approval } from "@/api/types";
import { Notice } from "@/components/notice";

type Caution = { code: string; message: string };

/** Cautions are asked for by newer servers only. */
type Cautioned = Pick<Approval, "warnings"> & { cautions?: Caution[] };

export function Cautions({ of }: { of: Cautioned }) {
  const told = [...(of.warnings ?? []), ...(of.cautions ?? []).map(({ message }) => message)];
  const each = [...new Set(told)];
  if (!each.length) return null;
  return (
    <Notice tone="needs">
      {each.length === 1 ? (
        <p>{each[0]}</p>
      ) : (
        <ul className="flex list-disc flex-col gap-1 pl-5">
          {each.map((message) => (
            <li key={message}>{message}</li>
          ))}
        </ul>
      )}
    </Notice>
  );
}
