/** A few words to the team: a question, a wish, or why a post is rejected. */
import { type FormEvent, type ReactNode, useState } from "react";
import { Button } from "@/components/button";
import { TextArea } from "@/components/field";
import { words } from "@/words";

type Props = {
  label: string;
  hint: string;
  verb: string;
  busyVerb: string;
  busy: boolean;
  required?: boolean;
  danger?: boolean;
  error?: ReactNode;
  onSend: (message: string) => void;
  onCancel: () => void;
};

export function WishForm(props: Props) {
  const [message, setMessage] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    props.onSend(message.trim());
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-3">
      <TextArea
        label={props.label}
        hint={props.hint}
        value={message}
        maxLength={4000}
        onChange={(event) => setMessage(event.target.value)}
        required={props.required}
        autoFocus
      />
      {props.error}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" look={props.danger ? "danger" : "primary"} disabled={props.busy}>
          {props.busy ? props.busyVerb : props.verb}
        </Button>
        <Button onClick={props.onCancel}>{words.common.back}</Button>
      </div>
    </form>
  );
}
