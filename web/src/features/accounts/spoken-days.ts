/** Days of the week as people say them: "every day", "Monday to Friday". Pure. */
import { EVERY_DAY, WEEKEND, WORKDAYS } from "@/features/accounts/week";
import { words } from "@/words";

/** What a list of days is offered as, and said as. */
export function sortsOfDays(): { name: string; days: readonly number[] }[] {
  const said = words.accounts.week;
  return [
    { name: said.everyDay, days: EVERY_DAY },
    { name: said.workdays, days: WORKDAYS },
    { name: said.weekend, days: WEEKEND },
    ...EVERY_DAY.map((day) => ({ name: said.days[day] ?? "", days: [day] })),
  ];
}

export function spokenDays(days: readonly number[]): string {
  const key = [...days].sort().join();
  const known = sortsOfDays().find((one) => one.days.join() === key);
  return known?.name ?? words.common.listed(days.map((day) => words.accounts.week.days[day] ?? ""));
}
