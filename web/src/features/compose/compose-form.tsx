/** Writing a post by hand: fields on one side, on the other how its platform would show it. */
import { type FormEvent, useEffect, useState } from "react";
import { useCompose, useRendered } from "@/api/compose";
import { keep, keptText } from "@/api/kept";
import { useZone } from "@/api/profile";
import { useFreeSlots } from "@/api/timetables";
import type { Approval, Connection, Format } from "@/api/types";
import { useSession } from "@/api/use-session";
import { Button } from "@/components/button";
import { classNames } from "@/components/class-names";
import { Failure } from "@/components/failure";
import { Field, Select, TextArea } from "@/components/field";
import { useSettled } from "@/components/use-settled";
import {
  accountOf,
  draftOf,
  EMPTY,
  type Fields,
  saysAnything,
  timeOf,
} from "@/features/compose/draft";
import { LivePreview } from "@/features/compose/live-preview";
import { MediaFields } from "@/features/compose/media-fields";
import { MoreFields } from "@/features/compose/more-fields";
import { FORMATS, placesOf } from "@/features/compose/places";
import { ThreadFields } from "@/features/compose/thread-fields";
import { type Files, useFiles } from "@/features/compose/use-files";
import { Verdict } from "@/features/compose/verdict";
import { WhenChoice } from "@/features/compose/when-choice";
import { words } from "@/words";

/** Long enough for a word to be finished, short enough to feel at once. */
const SETTLE_MS = 500;

type Props = { accounts: Connection[]; onAsked: (approval: Approval) => void };

export function ComposeForm({ accounts, onAsked }: Props) {
  const { fields, change, forget } = useFields();
  const account = accountOf(accounts, fields.connectionId);
  const formats = account ? FORMATS[account.platform] : [];
  const format = formats.includes(fields.format) ? fields.format : "post";
  const files = useFiles(account?.platform, format);
  const brandZone = useZone();
  const slots = useFreeSlots(account?.id).data ?? [];
  const zone = slots[0]?.zone ?? brandZone;
  const compose = useCompose();
  const draft = account ? draftOf({ ...fields, format }, account, files.given, zone) : null;
  const current = JSON.stringify(draft && saysAnything(draft) ? draft : null);
  const asked = useSettled(current, SETTLE_MS);
  const rendered = useRendered(JSON.parse(asked));
  // what was found of an older text says nothing about this one
  const isCurrent = asked === current && !rendered.isPlaceholderData;
  if (!account || !draft) return null;
  const shown = saysAnything(draft) ? rendered.data : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    compose.mutate(
      { ...draft, ...timeOf(fields, slots, zone) },
      {
        onSuccess: (approval) => {
          forget();
          onAsked(approval);
        },
      },
    );
  };
  return (
    <form onSubmit={submit} className="grid items-start gap-8 lg:grid-cols-2">
      <div className="flex min-w-0 flex-col gap-4">
        <Where {...{ accounts, account, format }} onChange={change} />
        <What {...{ fields, account, format, files, zone }} onChange={change} />
        <WhenChoice {...{ fields, slots, zone }} onChange={change} />
        <Failure error={compose.error} />
        {shown && <Verdict rendered={shown} platform={account.platform} />}
        <Send
          files={files}
          busy={compose.isPending}
          empty={!saysAnything(draft)}
          ready={isCurrent && rendered.data?.problems.length === 0}
        />
      </div>
      <section aria-label={words.compose.preview} className="min-w-0 lg:sticky lg:top-8">
        <LivePreview
          draft={draft}
          rendered={shown}
          error={saysAnything(draft) ? rendered.error : null}
          account={account.account_name}
        />
      </section>
    </form>
  );
}

type WhereProps = {
  accounts: Connection[];
  account: Connection;
  format: Format;
  onChange: (changed: Partial<Fields>) => void;
};

function Where({ accounts, account, format, onChange }: WhereProps) {
  const said = words.compose;
  const formats = FORMATS[account.platform];
  return (
    <div className={classNames("grid gap-4", formats.length > 1 && "md:grid-cols-[2fr_1fr]")}>
      <Select
        label={said.account}
        value={account.id}
        // a free slot is one account's own
        onChange={({ target }) => onChange({ connectionId: target.value, when: "now" })}
      >
        {accounts.map(({ id, platform, account_name }) => (
          <option key={id} value={id}>
            {said.accountOf(words.platform[platform], account_name)}
          </option>
        ))}
      </Select>
      {formats.length > 1 && (
        <Select
          label={said.format}
          value={format}
          onChange={({ target }) => onChange({ format: target.value as Format })}
        >
          {formats.map((one) => (
            <option key={one} value={one}>
              {one === "post" && account.platform === "youtube"
                ? said.videoFormat
                : said.formats[one]}
            </option>
          ))}
        </Select>
      )}
    </div>
  );
}

type WhatProps = {
  fields: Fields;
  account: Connection;
  format: Format;
  files: Files;
  zone: string;
  onChange: (changed: Partial<Fields>) => void;
};

function What({ fields, account, format, files, zone, onChange }: WhatProps) {
  const said = words.compose;
  const { platform } = account;
  const has = placesOf({ platform, format, kinds: files.shown.map(({ kind }) => kind) });
  const textLabel = platform === "youtube" ? said.description : said.text;
  return (
    <>
      {has.has("title") && (
        <Field
          label={said.title}
          {...(platform === "youtube" && { hint: said.titleHint })}
          value={fields.title}
          onChange={({ target }) => onChange({ title: target.value })}
        />
      )}
      {has.has("text") && (
        <TextArea
          label={has.has("thread") ? said.firstOfThread : textLabel}
          rows={4}
          value={fields.text}
          onChange={({ target }) => onChange({ text: target.value })}
        />
      )}
      {has.has("thread") && (
        <ThreadFields thread={fields.thread} onChange={(thread) => onChange({ thread })} />
      )}
      <MediaFields {...{ files, platform, format, has }} />
      <MoreFields {...{ fields, has, zone, onChange }} />
    </>
  );
}

type SendProps = { files: Files; busy: boolean; empty: boolean; ready: boolean };

function Send({ files, busy, empty, ready }: SendProps) {
  const said = words.compose;
  const waits = files.hasFailed ? said.filesFailed : files.isBusy ? said.waitForFiles : null;
  const hint = waits ?? (empty ? said.askEmpty : said.askHint);
  return (
    <div className="flex flex-col items-start gap-2">
      <Button
        type="submit"
        look="primary"
        className="w-full md:w-auto"
        disabled={busy || !ready || waits !== null}
      >
        {busy ? said.asking : said.ask}
      </Button>
      <p className="text-sm text-soft">{hint}</p>
    </div>
  );
}

const WHERE = "compose";

/** What is filled in outlives a look at another page of this tab; files do not. */
function useFields() {
  const userId = useSession()?.user.id;
  const [fields, setFields] = useState<Fields>(() => ({
    ...EMPTY,
    ...(JSON.parse(keptText(userId, WHERE) || "{}") as Partial<Fields>),
  }));
  useEffect(() => {
    keep(userId, WHERE, fields === EMPTY ? "" : JSON.stringify(fields));
  }, [userId, fields]);
  return {
    fields,
    change: (changed: Partial<Fields>) => setFields((before) => ({ ...before, ...changed })),
    forget: () => setFields(EMPTY),
  };
}
