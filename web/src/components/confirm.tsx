/** Asks before what cannot be undone, in words that name it. A native dialog keeps the focus. */
import { useEffect, useId, useRef } from "react";
import { Button } from "@/components/button";
import { words } from "@/words";

type Props = {
  question: string;
  what: string;
  verb: string;
  open: boolean;
  onClose: () => void;
  onConfirm: () => void;
};

export function Confirm({ question, what, verb, open, onClose, onConfirm }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  return (
    <dialog
      ref={dialog}
      onClose={onClose}
      aria-labelledby={id}
      className="m-auto w-[min(28rem,calc(100vw-2rem))] rounded-lg bg-surface p-6 text-ink"
    >
      <h2 id={id} className="text-lg font-semibold">
        {question}
      </h2>
      <p className="mt-2 text-soft">{what}</p>
      <div className="mt-6 flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>{words.common.back}</Button>
        <Button
          look="danger"
          onClick={() => {
            onConfirm();
            onClose();
          }}
        >
          {verb}
        </Button>
      </div>
    </dialog>
  );
}
