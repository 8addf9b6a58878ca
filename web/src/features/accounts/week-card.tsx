/** An account's week: at which times it usually posts, when it keeps quiet, and what is free next. */
import type { ReactNode } from "react";
import { useFreeSlots, useSaveTimetable, useTimetable } from "@/api/timetables";
import type { Connection, Timetable } from "@/api/types";
import { useRights } from "@/api/use-session";
import { Failure } from "@/components/failure";
import { Loading } from "@/components/loading";
import { spokenClock, spokenInstant, zoneName } from "@/components/times";
import { AddQuiet, AddSlot } from "@/features/accounts/add-to-week";
import { spokenDays } from "@/features/accounts/spoken-days";
import {
  inOrder,
  isQuiet,
  withoutQuiet,
  withoutSlot,
  withQuiet,
  withSlots,
} from "@/features/accounts/week";
import { WeekRow } from "@/features/accounts/week-row";
import { words } from "@/words";

export function WeekCard({ connection }: { connection: Connection }) {
  const week = useTimetable(connection.id);
  const saving = useSaveTimetable(connection.id);
  const mayWrite = useRights().write;
  if (!week.data)
    return week.error ? (
      <Failure error={week.error} onRetry={() => void week.refetch()} />
    ) : (
      <Loading />
    );
  const parts: PartProps = {
    week: week.data,
    busy: saving.isPending,
    onChange: mayWrite ? (changed) => saving.mutate(changed) : null,
  };
  return (
    <div className="flex flex-col gap-5 pt-1 pb-3">
      <p className="text-sm text-soft">{words.accounts.week.zone(zoneName(week.data.timezone))}</p>
      <Slots {...parts} />
      <Quiet {...parts} />
      <Failure error={saving.error} />
      {week.data.slots.length > 0 && <Free connection={connection} />}
    </div>
  );
}

type PartProps = {
  week: Timetable;
  busy: boolean;
  /** null: the person may only look. */
  onChange: ((week: Timetable) => void) | null;
};

function Slots({ week, busy, onChange }: PartProps) {
  const said = words.accounts.week;
  return (
    <Section title={said.slots} none={week.slots.length ? null : said.slotsNone}>
      {inOrder(week.slots).map((slot) => (
        <WeekRow
          key={`${slot.weekday} ${slot.at}`}
          name={said.slot(said.days[slot.weekday] ?? "", spokenClock(slot.at))}
          aside={isQuiet(week, slot) ? said.isQuiet : null}
          busy={busy}
          onRemove={onChange && (() => onChange(withoutSlot(week, slot)))}
        />
      ))}
      {onChange && (
        <AddSlot busy={busy} onAdd={(days, at) => onChange(withSlots(week, days, at))} />
      )}
    </Section>
  );
}

function Quiet({ week, busy, onChange }: PartProps) {
  const said = words.accounts.week;
  return (
    <Section title={said.quiet} none={week.quiet.length ? said.quietWhat : said.quietNone}>
      {week.quiet.map(({ begins, ends, weekdays }, n) => (
        <WeekRow
          key={`${begins} ${ends} ${weekdays}`}
          name={said.hours(spokenClock(begins), spokenClock(ends), spokenDays(weekdays))}
          aside={null}
          busy={busy}
          onRemove={onChange && (() => onChange(withoutQuiet(week, n)))}
        />
      ))}
      {onChange && <AddQuiet busy={busy} onAdd={(hours) => onChange(withQuiet(week, hours))} />}
    </Section>
  );
}

function Free({ connection }: { connection: Connection }) {
  const free = useFreeSlots(connection.id);
  const said = words.accounts.week;
  if (!free.data) return null;
  return (
    <Section title={said.free} none={free.data.length ? said.freeHint : said.freeNone}>
      {free.data.length > 0 && (
        <ul className="flex flex-col gap-1">
          {free.data.map(({ at, zone }) => (
            <li key={at}>{spokenInstant(at, zone)}</li>
          ))}
        </ul>
      )}
    </Section>
  );
}

type SectionProps = { title: string; none: string | null; children: ReactNode };

function Section({ title, none, children }: SectionProps) {
  return (
    <section className="flex flex-col gap-2">
      <h3 className="font-semibold">{title}</h3>
      {none && <p className="text-sm text-soft">{none}</p>}
      {children}
    </section>
  );
}
