/** One thing that was said, by the person or by the team. */
import type { Message } from "@langchain/langgraph-sdk";
import { Disclosure } from "@/components/disclosure";
import { Prose } from "@/components/prose";
import { words } from "@/words";

/**
 * How much of it the cards below say again: of "most" only the first and last words stay in sight,
 * of "all" none do; the whole is one tap away.
 */
type Props = { message: Message; retold: "most" | "all" | null };

export function MessageView({ message, retold }: Props) {
  const text = textOf(message);
  if (!text) return null;
  if (message.type === "human")
    return (
      <div className="flex justify-end">
        <div className="max-w-[85%] rounded-lg rounded-br-sm bg-accent-quiet px-4 py-2.5">
          <span className="sr-only">{words.chats.you}: </span>
          <p className="whitespace-pre-line">{text}</p>
        </div>
      </div>
    );
  const author = message.additional_kwargs?.author;
  return (
    <div>
      <span className="sr-only">{words.chats.team}: </span>
      {retold === "all" && <Whole text={text} />}
      {retold === "most" && <Brief text={text} />}
      {retold === null && <Prose text={text} />}
      {typeof author === "string" && (
        <p className="mt-2 text-sm text-soft">{words.chats.by(author)}</p>
      )}
    </div>
  );
}

function Brief({ text }: { text: string }) {
  const parts = text.split(/\n\s*\n/);
  if (parts.length < 3) return <Prose text={text} />;
  return (
    <>
      <Prose text={`${parts[0]}\n\n${parts.at(-1)}`} />
      <Whole text={text} />
    </>
  );
}

function Whole({ text }: { text: string }) {
  return (
    <Disclosure title={<span className="text-sm text-soft">{words.chats.whole}</span>}>
      <Prose text={text} />
    </Disclosure>
  );
}

function textOf(message: Message): string {
  if (typeof message.content === "string") return message.content;
  return message.content.map((part) => (part.type === "text" ? part.text : "")).join("");
}
