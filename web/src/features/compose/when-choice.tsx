/** When a post goes out: on approval, at one of the account's free times, or at another one. */
import type { Slot } from "@/api/types";
import { classNames } from "@/components/class-names";
import { Field, Select } from "@/components/field";
import { spokenInstant, zoneName } from "@/components/times";
import type { Fields } from "@/features/compose/draft";
import { words } from "@/words";

type Props = {
  fields: Fields;
  slots: readonly Slot[];
  zone: string;
  onChange: (changed: Partial<Fields>) => void;
};

export function WhenChoice({ fields, slots, zone, onChange }: Props) {
  const said = words.compose;
  // a slot that somebody else took meanwhile is none any more
  const isKnown = ["now", "at"].includes(fields.when) || slots.some(({ at }) => at === fields.when);
  return (
    <div className={classNames("grid gap-4", fields.when === "at" && "md:grid-cols-2")}>
      <Select
        label={said.when}
        value={isKnown ? fields.when : "now"}
        onChange={({ target }) => onChange({ when: target.value })}
      >
        <option value="now">{said.whenNow}</option>
        {slots.map((slot) => (
          <option key={slot.at} value={slot.at}>
            {said.whenFree(spokenInstant(slot.at, slot.zone))}
          </option>
        ))}
        <option value="at">{said.whenAt}</option>
      </Select>
      {fields.when === "at" && (
        <Field
          label={words.approval.zoneTime(zoneName(zone))}
          type="datetime-local"
          required
          value={fields.wall}
          onChange={({ target }) => onChange({ wall: target.value })}
        />
      )}
    </div>
  );
}
