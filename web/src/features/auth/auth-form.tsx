/** Sign-in and sign-up: the same card with other fields. */
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useEffect } from "react";
import type { components } from "@/api/schema";
import { signIn } from "@/api/session";
import { Button } from "@/components/button";
import { Card } from "@/components/card";
import { Failure } from "@/components/failure";
import { Logo } from "@/components/logo";
import { Notice } from "@/components/notice";
import { words } from "@/words";

type Pair = components["schemas"]["TokenPairView"];
type Props = {
  title: string;
  verb: string;
  busy: string;
  /** Why the person is here, when they did not come by themselves. */
  notice?: ReactNode;
  children: ReactNode;
  other: ReactNode;
  send: (form: FormData) => Promise<Pair>;
  onDone: () => void;
};

export function AuthForm({ title, verb, busy, notice, children, other, send, onDone }: Props) {
  const sending = useMutation({
    mutationFn: send,
    onSuccess: (pair) => {
      signIn(pair);
      onDone();
    },
  });
  useEffect(() => {
    document.title = `${title} · ${words.product}`;
  }, [title]);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    sending.mutate(new FormData(event.currentTarget));
  };
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-md flex-col justify-center gap-6 px-4 py-10">
      <div className="flex flex-col gap-2">
        <Logo />
        <p className="text-soft">{words.auth.promise}</p>
      </div>
      {notice && <Notice tone="needs">{notice}</Notice>}
      <Card className="p-6">
        <form onSubmit={submit} className="flex flex-col gap-4">
          <h1 className="text-xl font-semibold">{title}</h1>
          {children}
          <Failure error={sending.error} />
          <Button type="submit" look="primary" disabled={sending.isPending}>
            {sending.isPending ? busy : verb}
          </Button>
        </form>
      </Card>
      <p className="text-soft">{other}</p>
    </main>
  );
}
