/** When a post goes out: at once, or at a wall time of its zone. Read by `instantOf`. */
import { useState } from "react";
import { Field, Select } from "@/components/field";
import { instantOfWall, wallOfInstant, zoneName } from "@/components/times";
import { words } from "@/words";

type Props = {
  at: string | null;
  zone: string;
  /** What "at once" means here. */
  now?: string;
};

export function WhenFields({ at, zone, now = words.approval.whenNow }: Props) {
  const [when, setWhen] = useState(at ? "at" : "now");
  const said = words.approval;
  return (
    <div className="grid gap-4 md:grid-cols-2">
      <Select
        label={said.when}
        name="when"
        value={when}
        onChange={(event) => setWhen(event.target.value)}
      >
        <option value="now">{now}</option>
        <option value="at">{said.whenAt}</option>
      </Select>
      {when === "at" && (
        <Field
          label={said.zoneTime(zoneName(zone))}
          name="wall"
          type="datetime-local"
          defaultValue={at ? wallOfInstant(at, zone) : ""}
          required
        />
      )}
    </div>
  );
}

/** The instant that the fields of a form say; null is now. */
export function instantOf(form: FormData, zone: string): string | null {
  return form.get("when") === "at" ? instantOfWall(String(form.get("wall")), zone) : null;
}
