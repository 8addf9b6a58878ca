/** A labelled input or textarea, with a hint and an error that are read with it. */
import { ChevronDown } from "lucide-react";
import { type ComponentProps, type ReactNode, useId } from "react";
import { classNames } from "@/components/class-names";

type Shared = { label: string; hint?: string; error?: string | undefined; hideLabel?: boolean };
const BOX = "w-full min-h-11 rounded-md border border-edge bg-surface px-3 py-2 text-base text-ink";

function Labelled(
  props: Shared & { id: string; note: string | undefined; children: ReactNode; className?: string },
) {
  return (
    <div className={classNames("flex flex-col gap-1", props.className)}>
      <label
        htmlFor={props.id}
        className={props.hideLabel ? "sr-only" : "text-sm font-semibold text-ink"}
      >
        {props.label}
      </label>
      {props.children}
      {props.note && (
        <p
          id={`${props.id}-note`}
          className={classNames("text-sm", props.error ? "text-failed" : "text-soft")}
        >
          {props.note}
        </p>
      )}
    </div>
  );
}

type InputProps = Shared & ComponentProps<"input">;

export function Field({ label, hint, error, hideLabel, className, ...rest }: InputProps) {
  const id = useId();
  const note = error ?? hint;
  return (
    <Labelled {...{ label, error, note, id, hideLabel, className }}>
      <input
        {...rest}
        id={id}
        aria-invalid={error ? true : undefined}
        aria-describedby={note ? `${id}-note` : undefined}
        className={BOX}
      />
    </Labelled>
  );
}

type AreaProps = Shared & ComponentProps<"textarea">;

/** It grows with what is written; `rows` is how many lines it has room for from the beginning. */
export function TextArea({ label, hint, error, hideLabel, className, rows, ...rest }: AreaProps) {
  const id = useId();
  const note = error ?? hint;
  return (
    <Labelled {...{ label, error, note, id, hideLabel, className }}>
      <textarea
        {...rest}
        rows={rows ?? 2}
        // a field that is sized by its content knows no rows
        style={rows ? { minHeight: `max(2.75rem, ${rows}lh + 1rem + 2px)` } : undefined}
        id={id}
        aria-invalid={error ? true : undefined}
        aria-describedby={note ? `${id}-note` : undefined}
        className={classNames(BOX, "field-sizing-content resize-none")}
      />
    </Labelled>
  );
}

type SelectProps = Shared & ComponentProps<"select">;

export function Select({ label, hint, error, hideLabel, className, ...rest }: SelectProps) {
  const id = useId();
  const note = error ?? hint;
  return (
    <Labelled {...{ label, error, note, id, hideLabel, className }}>
      <div className="relative">
        <select
          {...rest}
          id={id}
          aria-describedby={note ? `${id}-note` : undefined}
          className={classNames(BOX, "appearance-none truncate pr-10")}
        />
        <ChevronDown
          aria-hidden
          className="pointer-events-none absolute inset-y-0 right-3 my-auto size-5 text-soft"
        />
      </div>
    </Labelled>
  );
}
