/** Where a person writes: it stays put, grows, and can stop the team. */
import { ArrowUp, Square } from "lucide-react";
import {
  type FormEvent,
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useRef,
  useState,
} from "react";
import { keep, keptText } from "@/api/kept";
import { useSession } from "@/api/use-session";
import { words } from "@/words";

type Given = { id: string; text: string };

type Props = {
  label: string;
  busy?: boolean;
  autoFocus?: boolean;
  /** What was said and did not arrive comes back here; null takes it away again. */
  given?: Given | null;
  /** Where its words belong, so that they are there again after a session that ended. */
  keptAs: string;
  onSay: (text: string) => void;
  onStop?: () => void;
};

export function Composer(props: Props) {
  const { label, busy = false, autoFocus = false, given = null, keptAs, onSay, onStop } = props;
  const [text, setText] = useKeptText(`typed.${keptAs}`);
  const [taken, setTaken] = useState<Given | null>(null);
  if (given?.id !== taken?.id) {
    setTaken(given);
    // what was typed since stays, below it
    if (given) setText(text.trim() ? `${given.text}\n\n${text}` : given.text);
    else if (text === taken?.text) setText("");
  }
  const form = useRef<HTMLFormElement>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!text.trim() || busy) return;
    onSay(text.trim());
    setText("");
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    // on a phone Enter is the only way to a new line
    if (matchMedia("(pointer: coarse)").matches) return;
    event.preventDefault();
    form.current?.requestSubmit();
  };
  return (
    <form
      ref={form}
      onSubmit={submit}
      className="flex items-end gap-2 rounded-lg border border-edge bg-surface p-1.5 focus-within:outline-3 focus-within:outline-offset-2 focus-within:outline-accent"
    >
      <textarea
        aria-label={label}
        placeholder={label}
        rows={1}
        // biome-ignore lint/a11y/noAutofocus: a new conversation begins with writing
        autoFocus={autoFocus}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
        className="field-sizing-content max-h-48 min-h-11 min-w-0 flex-1 resize-none bg-transparent px-2.5 py-2.5 text-base outline-none"
      />
      {busy && onStop ? (
        <Square44 label={words.chats.stop} onClick={onStop}>
          <Square aria-hidden className="size-4 fill-current" />
        </Square44>
      ) : (
        <Square44 label={words.chats.send} disabled={!text.trim() || busy}>
          <ArrowUp aria-hidden className="size-5" />
        </Square44>
      )}
    </form>
  );
}

function useKeptText(where: string) {
  const userId = useSession()?.user.id;
  const [text, setText] = useState(() => keptText(userId, where));
  const at = useRef(where);
  // a conversation gets its name while the next words are written
  useEffect(() => {
    if (at.current === where) return;
    keep(userId, at.current, "");
    keep(userId, where, text);
    at.current = where;
  });
  const write = (next: string) => {
    setText(next);
    keep(userId, where, next);
  };
  return [text, write] as const;
}

type Square44Props = {
  label: string;
  disabled?: boolean;
  onClick?: () => void;
  children: ReactNode;
};

function Square44({ label, disabled = false, onClick, children }: Square44Props) {
  return (
    <button
      type={onClick ? "button" : "submit"}
      aria-label={label}
      disabled={disabled}
      onClick={onClick}
      className="flex size-11 shrink-0 items-center justify-center rounded-md bg-accent text-accent-ink disabled:opacity-40"
    >
      {children}
    </button>
  );
}
