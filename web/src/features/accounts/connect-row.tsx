/** Connects an account of one platform: its consent page opens beside this one. */
import { ExternalLink } from "lucide-react";
import { useConnect, useConsent } from "@/api/connections";
import type { Platform } from "@/api/types";
import { Button } from "@/components/button";
import { Failure } from "@/components/failure";
import { Notice } from "@/components/notice";
import { words } from "@/words";

type Props = {
  platform: Platform;
  primary: boolean;
  /** What the button says, given the platform's name. */
  verb: (name: string) => string;
};

export function ConnectRow({ platform, primary, verb }: Props) {
  const connect = useConnect();
  const started = connect.data;
  const name = words.platform[platform];
  const said = words.accounts;
  const begin = () => {
    // opened by the tap itself, or the browser takes it for a pop-up nobody asked for
    const opened = window.open("", "_blank");
    connect.mutate(platform, {
      onSuccess: ({ authorize_url }) => {
        if (!opened) return;
        opened.opener = null;
        opened.location.href = authorize_url;
      },
      onError: () => opened?.close(),
    });
  };
  return (
    <div className="flex flex-col gap-2">
      <Button
        look={primary ? "primary" : "plain"}
        className="self-stretch md:self-start"
        disabled={connect.isPending}
        onClick={begin}
      >
        {connect.isPending ? said.opening : verb(name)}
        <ExternalLink aria-hidden className="size-4" />
      </Button>
      {started && <Answer platform={platform} {...started} />}
      <Failure error={connect.error} />
    </div>
  );
}

type AnswerProps = { platform: Platform; authorize_url: string; state: string };

/** What the person answered on the platform's page, which may be open in another tab. */
function Answer({ platform, authorize_url, state }: AnswerProps) {
  const consent = useConsent(state).data;
  const said = words.accounts;
  const name = words.platform[platform];
  if (consent?.status === "connected") return <Notice tone="out">{said.connectedNow(name)}</Notice>;
  if (consent?.status === "expired") return <Notice tone="needs">{said.expired(name)}</Notice>;
  if (consent?.status === "declined") return <Notice tone="needs">{said.declined(name)}</Notice>;
  if (consent?.status === "failed")
    return <Notice tone="failed">{consent.problem ?? words.common.unexpected}</Notice>;
  return (
    <p role="status" className="text-sm text-soft">
      {said.waits(name)}{" "}
      <a
        href={authorize_url}
        target="_blank"
        rel="noreferrer noopener"
        className="inline-flex min-h-11 items-center font-semibold text-accent underline"
      >
        {said.openPage(name)}
      </a>
    </p>
  );
}
