/** The brand's time zone, by which its posts are planned. */
import { Select } from "@/components/field";
import { words } from "@/words";

type Props = { zone: string; onChange: (zone: string) => void };

export function ZoneSelect({ zone, onChange }: Props) {
  const known = Intl.supportedValuesOf("timeZone");
  // browsers disagree on the old and new names of a place
  const offered = known.includes(zone) ? known : [zone, ...known];
  return (
    <Select
      label={words.brand.zone}
      value={zone}
      onChange={(event) => onChange(event.target.value)}
    >
      {offered.map((name) => (
        <option key={name} value={name}>
          {name.replaceAll("_", " ")}
        </option>
      ))}
    </Select>
  );
}
