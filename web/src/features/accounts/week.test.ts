import { expect, it } from "vitest";
import {
  EVERY_DAY,
  isQuiet,
  WORKDAYS,
  withoutQuiet,
  withoutSlot,
  withQuiet,
  withSlots,
} from "@/features/accounts/week";

const BARE = { timezone: "Asia/Kolkata", slots: [], quiet: [] };
const NIGHT = { begins: "22:00", ends: "07:00", weekdays: WORKDAYS };

it("times are kept in order and never twice", () => {
  const week = withSlots(withSlots(BARE, [4], "19:30"), [0, 4], "09:00");
  expect(week.slots).toEqual([
    { weekday: 0, at: "09:00" },
    { weekday: 4, at: "09:00" },
    { weekday: 4, at: "19:30" },
  ]);
  expect(withSlots(week, [4], "19:30").slots).toHaveLength(3);
  expect(withoutSlot(week, { weekday: 4, at: "09:00" }).slots).toHaveLength(2);
});

it("quiet hours are added once and taken out by their place", () => {
  const week = withQuiet(withQuiet(BARE, NIGHT), { ...NIGHT });
  expect(week.quiet).toEqual([NIGHT]);
  expect(withoutQuiet(week, 0).quiet).toEqual([]);
});

it("hours over midnight are quiet on the morning after the day they begin on", () => {
  const week = { ...BARE, quiet: [NIGHT] };
  expect(isQuiet(week, { weekday: 4, at: "22:00" })).toBe(true);
  expect(isQuiet(week, { weekday: 5, at: "06:59" })).toBe(true);
  expect(isQuiet(week, { weekday: 5, at: "07:00" })).toBe(false);
  expect(isQuiet(week, { weekday: 5, at: "23:00" })).toBe(false);
  expect(isQuiet(week, { weekday: 0, at: "06:00" })).toBe(false);
  const noon = { ...BARE, quiet: [{ begins: "12:00", ends: "13:00", weekdays: EVERY_DAY }] };
  expect(isQuiet(noon, { weekday: 6, at: "12:30" })).toBe(true);
  expect(isQuiet(noon, { weekday: 6, at: "13:00" })).toBe(false);
});
