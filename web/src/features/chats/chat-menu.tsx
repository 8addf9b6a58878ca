/** What can be done with a conversation as a whole. */
import { useNavigate } from "@tanstack/react-router";
import { Trash2 } from "lucide-react";
import { useState } from "react";
import { useDeleteThread } from "@/api/threads";
import { useRights } from "@/api/use-session";
import { Confirm } from "@/components/confirm";
import { Failure } from "@/components/failure";
import { IconButton } from "@/components/icon-button";
import { words } from "@/words";

export function ChatMenu({ threadId, title }: { threadId: string; title: string }) {
  const [asking, setAsking] = useState(false);
  const rights = useRights();
  const remove = useDeleteThread();
  const navigate = useNavigate();
  const go = () =>
    remove.mutate(threadId, { onSuccess: () => void navigate({ to: "/chats", replace: true }) });
  if (!rights.write) return null;
  return (
    <>
      {remove.error && (
        <div className="absolute inset-x-4 top-16 z-20">
          <Failure error={remove.error} />
        </div>
      )}
      <IconButton
        label={words.chats.delete}
        icon={<Trash2 aria-hidden className="size-5" />}
        onClick={() => setAsking(true)}
      />
      <Confirm
        open={asking}
        question={words.chats.deleteQuestion(title)}
        what={words.chats.deleteWhat}
        verb={words.chats.delete}
        onClose={() => setAsking(false)}
        onConfirm={go}
      />
    </>
  );
}
