/** One thing that was said, by the person or by the team. */
import type { Message } from "@langchain/langgraph-sdk";
import type { ReactNode } from "react";
import { Disclosure } from "@/components/disclosure";
import { Prose } from "@/components/prose";
import { untold } from "@/features/chats/untold";
import { words } from "@/words";

/** What the cards around a message say, so that it does not say it again. */
export type Retold = {
  /** Every line that stands on a card. */
  lines: string[];
  /** Posts with cards of their own follow. */
  withPosts?: boolean;
  /** A card stands for the message: its words are what is left beside it. */
  instead?: ReactNode;
};

type Props = { message: Message; retold: Retold | null };

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
      {retold?.instead}
      {retold ? <Rest text={text} retold={retold} /> : <Prose text={text} />}
      {typeof author === "string" && (
        <p className="mt-2 text-sm text-soft">{words.chats.by(author)}</p>
      )}
    </div>
  );
}

/** The first and last words in sight, what else it says one tap away; beside a card all of it is. */
function Rest({ text, retold }: { text: string; retold: Retold }) {
  const rest = untold(text, retold.lines, retold.withPosts);
  if (retold.instead) return rest ? <More text={rest} /> : null;
  const parts = rest.split(/\n\s*\n/);
  if (parts.length < 3) return <Prose text={rest} />;
  return (
    <>
      <Prose text={`${parts[0]}\n\n${parts.at(-1)}`} />
      <More text={parts.slice(1, -1).join("\n\n")} />
    </>
  );
}

function More({ text }: { text: string }) {
  return (
    <Disclosure title={<span className="text-sm text-soft">{words.chats.more}</span>}>
      <Prose text={text} />
    </Disclosure>
  );
}

function textOf(message: Message): string {
  if (typeof message.content === "string") return message.content;
  return message.content.map((part) => (part.type === "text" ? part.text : "")).join("");
}
