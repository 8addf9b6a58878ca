/** An account's week as a person changes it: times and quiet hours, in order, each once. Pure. */
import type { QuietHours, Timetable, WeeklySlot } from "@/api/types";

/** 0 is Monday. */
export const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6];
export const WORKDAYS = EVERY_DAY.slice(0, 5);
export const WEEKEND = EVERY_DAY.slice(5);

export function withSlots(week: Timetable, days: readonly number[], at: string): Timetable {
  const kept = week.slots.filter((slot) => slot.at !== at || !days.includes(slot.weekday));
  const added = days.map((weekday) => ({ weekday, at }));
  return { ...week, slots: inOrder([...kept, ...added]) };
}

export function withoutSlot(week: Timetable, gone: WeeklySlot): Timetable {
  return {
    ...week,
    slots: week.slots.filter(({ weekday, at }) => weekday !== gone.weekday || at !== gone.at),
  };
}

export function withQuiet(week: Timetable, hours: QuietHours): Timetable {
  const key = JSON.stringify(hours);
  const kept = week.quiet.filter((one) => JSON.stringify(one) !== key);
  return { ...week, quiet: [...kept, hours] };
}

export function withoutQuiet(week: Timetable, place: number): Timetable {
  return { ...week, quiet: week.quiet.filter((_, n) => n !== place) };
}

/** Whether a weekly time does not count, since it lies in hours that began that day or before. */
export function isQuiet(week: Timetable, { weekday, at }: WeeklySlot): boolean {
  const before = (weekday + 6) % 7;
  return week.quiet.some(({ begins, ends, weekdays }) =>
    begins < ends
      ? weekdays.includes(weekday) && begins <= at && at < ends
      : (weekdays.includes(weekday) && begins <= at) || (weekdays.includes(before) && at < ends),
  );
}

/** From Monday on, the earlier ones of a day first. */
export function inOrder(slots: readonly WeeklySlot[]): WeeklySlot[] {
  return slots.toSorted(
    (one, other) => one.weekday - other.weekday || one.at.localeCompare(other.at),
  );
}
