/** Two small forms: another weekly time, and more quiet hours. */
import { Plus } from "lucide-react";
import type { FormEvent } from "react";
import type { QuietHours } from "@/api/types";
import { Button } from "@/components/button";
import { Field, Select } from "@/components/field";
import { sortsOfDays } from "@/features/accounts/spoken-days";
import { words } from "@/words";

type SlotProps = { busy: boolean; onAdd: (days: readonly number[], at: string) => void };

export function AddSlot({ busy, onAdd }: SlotProps) {
  const said = words.accounts.week;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    onAdd(daysOf(form), String(form.get("at")));
  };
  return (
    <form onSubmit={submit} className="flex flex-wrap items-end gap-2">
      <DaySelect label={said.day} />
      <Field
        label={said.at}
        name="at"
        type="time"
        required
        defaultValue="19:00"
        className="flex-1 basis-28"
      />
      <Add word={said.addSlot} busy={busy} />
    </form>
  );
}

type QuietProps = { busy: boolean; onAdd: (hours: QuietHours) => void };

export function AddQuiet({ busy, onAdd }: QuietProps) {
  const said = words.accounts.week;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    onAdd({
      begins: String(form.get("begins")),
      ends: String(form.get("ends")),
      weekdays: [...daysOf(form)],
    });
  };
  return (
    <form onSubmit={submit} className="flex flex-wrap items-end gap-2">
      <Field
        label={said.begins}
        name="begins"
        type="time"
        required
        defaultValue="22:00"
        className="flex-1 basis-28"
      />
      <Field
        label={said.ends}
        name="ends"
        type="time"
        required
        defaultValue="07:00"
        className="flex-1 basis-28"
      />
      <DaySelect label={said.on} />
      <Add word={said.addQuiet} busy={busy} />
    </form>
  );
}

function DaySelect({ label }: { label: string }) {
  return (
    <Select label={label} name="days" className="flex-1 basis-40">
      {sortsOfDays().map(({ name }) => (
        <option key={name}>{name}</option>
      ))}
    </Select>
  );
}

function Add({ word, busy }: { word: string; busy: boolean }) {
  return (
    <Button type="submit" disabled={busy} className="flex-1 basis-full md:flex-none md:basis-auto">
      <Plus aria-hidden className="size-5" />
      {word}
    </Button>
  );
}

function daysOf(form: FormData): readonly number[] {
  return sortsOfDays().find(({ name }) => name === form.get("days"))?.days ?? [];
}
