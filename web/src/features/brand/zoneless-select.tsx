/** By which clock a file wrote its times, where it does not say so. */
import { Select } from "@/components/field";
import { zoneName } from "@/components/times";
import { words } from "@/words";

const UTC = "UTC";

type Props = { brandZone: string; zone: string; onChange: (zone: string) => void };

export function ZonelessSelect({ brandZone, zone, onChange }: Props) {
  const said = words.brand;
  return (
    <Select
      label={said.zoneless}
      name="timezone"
      value={zone}
      onChange={(event) => onChange(event.target.value)}
    >
      {brandZone !== UTC && <option value={brandZone}>{said.yourZone(zoneName(brandZone))}</option>}
      <option value={UTC}>{UTC}</option>
    </Select>
  );
}
