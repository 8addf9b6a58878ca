/** The posts that follow the first one of a thread, each in its own field. */
import { Plus, X } from "lucide-react";
import { Button } from "@/components/button";
import { TextArea } from "@/components/field";
import { IconButton } from "@/components/icon-button";
import { words } from "@/words";

/** As many as the server takes after the first. */
const MOST = 24;

type Props = { thread: string[]; onChange: (thread: string[]) => void };

export function ThreadFields({ thread, onChange }: Props) {
  const said = words.compose;
  // one stands ready, since a thread of one post is none
  const parts = thread.length ? thread : [""];
  return (
    <div className="flex flex-col gap-3 border-l-2 border-line pl-4">
      {parts.map((part, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a part of a thread is its place
        <div key={n} className="flex items-end gap-1">
          <TextArea
            label={said.partLabel(n + 2)}
            className="flex-1"
            value={part}
            onChange={({ target }) => onChange(parts.with(n, target.value))}
          />
          {parts.length > 1 && (
            <IconButton
              label={words.common.remove(said.partLabel(n + 2))}
              icon={<X aria-hidden className="size-5" />}
              onClick={() => onChange(parts.toSpliced(n, 1))}
            />
          )}
        </div>
      ))}
      {parts.length < MOST && (
        <Button className="self-start" onClick={() => onChange([...parts, ""])}>
          <Plus aria-hidden className="size-5" />
          {said.addPart}
        </Button>
      )}
    </div>
  );
}
