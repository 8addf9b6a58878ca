/** A conversation: what was said, the posts it asks about in their places, and the composer. */
import { Link, useLocation, useNavigate, useParams } from "@tanstack/react-router";
import { ChevronLeft } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useThreadApprovals } from "@/api/approvals";
import { Problem } from "@/api/problem";
import { useNewestRun, useThreadTitle } from "@/api/threads";
import { useRights } from "@/api/use-session";
import { useSteady } from "@/api/use-steady";
import { Conversation } from "@/app/pages/conversation";
import { NotFoundPage } from "@/app/pages/not-found-page";
import { WaitingPill } from "@/app/pages/waiting-pill";
import { Failure } from "@/components/failure";
import { Loading } from "@/components/loading";
import { Notice } from "@/components/notice";
import { ChatMenu } from "@/features/chats/chat-menu";
import { Composer } from "@/features/chats/composer";
import { Starters } from "@/features/chats/starters";
import { streamProblem } from "@/features/chats/stream-problem";
import { useChat } from "@/features/chats/use-chat";
import { words } from "@/words";

export function ChatPage() {
  const { threadId: named } = useParams({ from: "/inside/chats/$threadId" });
  const born = useRef<string | null>(null);
  const [shown, setShown] = useState({ named, visit: 0 });
  // a conversation that began on this page gets its address without beginning anew
  if (named !== shown.named)
    setShown({ named, visit: named === born.current ? shown.visit : shown.visit + 1 });
  return (
    <Known
      key={shown.visit}
      threadId={named === "new" ? null : named}
      onBorn={(id) => {
        born.current = id;
      }}
    />
  );
}

type KnownProps = { threadId: string | null; onBorn: (id: string) => void };

/** Nothing of a conversation is asked for before it is known to be there. */
function Known({ threadId, onBorn }: KnownProps) {
  const newest = useNewestRun(threadId);
  const [isKnown, setKnown] = useState(threadId === null);
  const steady = useSteady(newest, threadId ?? "");
  if (!isKnown && newest.isSuccess) setKnown(true);
  if (steady.error instanceof Problem && [404, 422].includes(steady.error.status))
    return <NotFoundPage />;
  if (isKnown) return <OneChat threadId={threadId} onBorn={onBorn} />;
  return (
    <>
      <Top threadId={null} title={words.chats.loading} />
      <div className="mx-auto w-full max-w-2xl px-4 pt-4 md:px-8">
        {steady.isPending && <Loading />}
        <Failure error={steady.error} onRetry={steady.retry} />
      </div>
    </>
  );
}

function OneChat({ threadId, onBorn }: KnownProps) {
  const navigate = useNavigate();
  const chat = useChat(threadId, (id) => {
    onBorn(id);
    void navigate({ to: "/chats/$threadId", params: { threadId: id }, replace: true });
  });
  const { stream, stopped, error } = chat;
  const say = (text: string) => void chat.say(text);
  useSayAtOnce(threadId, say);
  const approvals = useThreadApprovals(threadId).data ?? [];
  const rights = useRights();
  const isEmpty = !stream.messages.length && !stream.isThreadLoading && !stream.isLoading;
  return (
    <div className="flex min-h-dvh flex-1 flex-col">
      <Titled threadId={threadId} />
      <div className="mx-auto flex w-full max-w-2xl flex-1 flex-col gap-6 px-4 pt-4 pb-8 md:px-8">
        {stream.isThreadLoading && !stream.messages.length && <Loading />}
        {isEmpty && !error && !chat.isLost && <Starters onSay={say} />}
        <Conversation stream={stream} approvals={approvals} />
        {stopped && !stream.isLoading && <Notice tone="plain">{words.chats.stopped}</Notice>}
        {chat.isLost && <Notice tone="needs">{words.chats.lostTouch}</Notice>}
        {chat.isUnheard && <Notice tone="failed">{words.chats.unsent}</Notice>}
        <Failure error={error && streamProblem(error)} />
      </div>
      {rights.write && (
        <div className="sticky bottom-0 z-10 border-t border-line bg-ground pb-[env(safe-area-inset-bottom)]">
          <div className="relative mx-auto w-full max-w-2xl px-4 py-3 md:px-8">
            <WaitingPill approvals={approvals} drawn={stream.messages.length} />
            <Composer
              label={words.chats.placeholder}
              busy={stream.isLoading}
              autoFocus={threadId === null}
              given={chat.unsent}
              keptAs={threadId ?? "new"}
              onSay={say}
              onStop={() => void chat.stop()}
            />
          </div>
        </div>
      )}
    </div>
  );
}

/** What was typed on another page is said once, in the new conversation that it opened. */
function useSayAtOnce(threadId: string | null, say: (text: string) => void) {
  const handed = useLocation({ select: (location) => location.state.say });
  const said = useRef<string | undefined>(undefined);
  useEffect(() => {
    if (threadId !== null || !handed || said.current === handed) return;
    said.current = handed;
    say(handed);
  });
}

function Titled({ threadId }: { threadId: string | null }) {
  const unknown = threadId ? words.chats.loading : words.chats.new;
  const title = useThreadTitle(threadId) || unknown;
  return <Top threadId={threadId} title={title} />;
}

function Top({ threadId, title }: { threadId: string | null; title: string }) {
  useEffect(() => {
    document.title = `${title} · ${words.product}`;
  }, [title]);
  return (
    <header className="sticky top-0 z-10 flex min-h-14 items-center gap-1 border-b border-line bg-ground px-2 md:px-6">
      <Link
        to="/chats"
        aria-label={words.chats.title}
        className="flex size-11 items-center justify-center rounded-md text-soft hover:bg-quiet md:hidden"
      >
        <ChevronLeft aria-hidden className="size-6" />
      </Link>
      <h1 className="min-w-0 flex-1 truncate px-2 text-base font-semibold">{title}</h1>
      {threadId && <ChatMenu threadId={threadId} title={title} />}
    </header>
  );
}
