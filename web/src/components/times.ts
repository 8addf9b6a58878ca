/** Instants and wall times as a person reads them: "Mon 30 Nov, 10:00 am IST". Pure. */
import type { LocalTime } from "@/api/types";

const LOCALE = "en-IN";

type Part = Intl.DateTimeFormatPartTypes;

function parts(at: Date, zone: string, options: Intl.DateTimeFormatOptions) {
  const made = new Intl.DateTimeFormat(LOCALE, { ...options, timeZone: zone }).formatToParts(at);
  return (type: Part) => made.find((part) => part.type === type)?.value ?? "";
}

/** `zone` is IANA; the year is named only when it is not this one. */
export function spokenInstant(iso: string, zone: string): string {
  const at = new Date(iso);
  const part = parts(at, zone, {
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "numeric",
    minute: "2-digit",
    hour12: true,
    timeZoneName: "short",
  });
  const year = Number(part("year")) === new Date().getFullYear() ? "" : ` ${part("year")}`;
  const half = part("dayPeriod").toLowerCase();
  const clock = `${part("hour")}:${part("minute")} ${half} ${part("timeZoneName")}`;
  // a day and a time each stay on one line; between them a line may end
  const day = `${part("weekday")} ${part("day")} ${part("month")}${year},`;
  return `${unbroken(day)} ${unbroken(clock)}`;
}

const unbroken = (text: string) => text.replaceAll(" ", "\u00a0");

/** A zone as people call it: "IST" for Asia/Kolkata, else its place. */
export function zoneName(zone: string): string {
  const short = parts(new Date(), zone, { timeZoneName: "short" })("timeZoneName");
  return /^[A-Z]{3,5}$/.test(short) ? short : zone.replaceAll("_", " ");
}

/** The time a post goes out: the wall time that was meant. */
export function spokenSlot(at: string, local: LocalTime | null | undefined, zone: string): string {
  return spokenInstant(at, local?.zone ?? zone);
}

/** "7:30 pm" of the wall time "19:30". */
export function spokenClock(wall: string): string {
  const at = new Date(`2000-01-01T${wall}:00Z`);
  const part = parts(at, "UTC", { hour: "numeric", minute: "2-digit", hour12: true });
  return unbroken(`${part("hour")}:${part("minute")} ${part("dayPeriod").toLowerCase()}`);
}

export function spokenDay(iso: string, zone: string): string {
  const part = parts(new Date(iso), zone, { day: "numeric", month: "short", year: "numeric" });
  return unbroken(`${part("day")} ${part("month")} ${part("year")}`);
}

/** "2026-11-30T10:00" in the zone, as an instant with its offset. */
export function instantOfWall(wall: string, zone: string): string {
  const asUtc = Date.parse(`${wall.slice(0, 16)}:00Z`);
  const guess = asUtc - offsetMs(asUtc, zone);
  // a second look settles the hours around a change of the zone's offset
  return new Date(asUtc - offsetMs(guess, zone)).toISOString();
}

/** The wall time of an instant, as an input of type datetime-local takes it. */
export function wallOfInstant(iso: string, zone: string): string {
  const at = Date.parse(iso);
  return new Date(at + offsetMs(at, zone)).toISOString().slice(0, 16);
}

function offsetMs(at: number, zone: string): number {
  const part = parts(new Date(at), zone, {
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
    hourCycle: "h23",
  });
  const wall = Date.UTC(
    Number(part("year")),
    Number(part("month")) - 1,
    Number(part("day")),
    Number(part("hour")),
    Number(part("minute")),
    Number(part("second")),
  );
  return wall - Math.floor(at / 1000) * 1000;
}
