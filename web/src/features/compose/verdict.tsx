/** Whether the platform will take the post, beside the button that depends on it. */
import type { Platform, Rendered } from "@/api/types";
import { Notice } from "@/components/notice";
import { words } from "@/words";

type Props = { rendered: Rendered; platform: Platform };

export function Verdict({ rendered: { problems }, platform }: Props) {
  const said = words.compose;
  if (!problems.length)
    return (
      <p role="status" className="text-sm text-out">
        {said.ready(words.platform[platform])}
      </p>
    );
  return (
    <Notice tone="needs">
      <p className="font-semibold">{said.problems(problems.length)}</p>
      <ul className="list-disc pl-5">
        {problems.map((problem) => (
          <li key={problem}>{problem}</li>
        ))}
      </ul>
    </Notice>
  );
}
