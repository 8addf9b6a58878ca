/** What sort of medium a file is, and its size as people say it. Pure. */

export type Kind = "picture" | "video" | "document";

export function kindOf(contentType: string): Kind {
  if (contentType.startsWith("video/")) return "video";
  return contentType.startsWith("image/") ? "picture" : "document";
}

const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;

export function spokenSize(bytes: number): string {
  const step = bytes < 1 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), UNITS.length - 1);
  return new Intl.NumberFormat("en-IN", {
    style: "unit",
    unit: UNITS[step] ?? "byte",
    unitDisplay: "short",
    maximumFractionDigits: step > 1 ? 1 : 0,
  }).format(bytes / 1000 ** step);
}

/** "1:05" of 65 seconds. */
export function spokenLength(seconds: number): string {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
