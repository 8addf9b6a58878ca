/** The plan of a campaign: aim, posts, reasons, and how far the work is. */
import { Check, Circle, CircleDot, CircleSlash, X } from "lucide-react";
import { useCampaign } from "@/api/campaigns";
import { useZone } from "@/api/profile";
import type { Campaign, Task } from "@/api/types";
import { Card } from "@/components/card";
import { Disclosure } from "@/components/disclosure";
import { rupees } from "@/components/numbers";
import { spokenInstant } from "@/components/times";
import { words } from "@/words";

export function PlanCard({ campaignId }: { campaignId: string }) {
  const campaign = useCampaign(campaignId).data;
  if (!campaign?.strategy) return null;
  const { strategy, tasks } = campaign;
  const said = words.plan;
  return (
    <Card className="px-4 py-1 md:px-6" aria-label={said.title}>
      <Disclosure
        title={
          <span className="flex flex-col py-2">
            {`${said.title}: ${campaign.name}`}
            <span className="text-sm font-normal text-soft">
              {said.progress(strategy.calendar.length, stageOf(tasks))}
            </span>
          </span>
        }
      >
        <div className="flex flex-col gap-4 pt-1 pb-4">
          <p>
            <span className="font-semibold">{said.objective}:</span> {strategy.objective}
          </p>
          <Calendar strategy={strategy} />
          <Money budget={strategy.budget} />
          <Lines title={said.why} lines={strategy.rationale ?? []} />
          <Lines title={said.notes} lines={strategy.notes ?? []} />
          <Tasks tasks={tasks} />
        </div>
      </Disclosure>
    </Card>
  );
}

const STAGES = ["intelligence", "content_creation", "distribution", "analytics"] as const;

/** Where the work stands; what failed is said before what goes on. */
function stageOf(tasks: Task[]): string {
  const said = words.plan;
  if (tasks.some((task) => task.status === "failed")) return said.stuck;
  const next = STAGES.find((type) =>
    tasks.some((task) => task.type === type && task.status !== "completed"),
  );
  return next ? said.stage[next] : said.finished;
}

function Calendar({ strategy }: { strategy: NonNullable<Campaign["strategy"]> }) {
  const zone = useZone();
  return (
    <section>
      <h3 className="font-semibold">{words.plan.calendar}</h3>
      <ol className="mt-1 flex flex-col gap-1">
        {strategy.calendar.map((entry) => (
          <li key={entry.number} className="border-l-2 border-line pl-3">
            {words.platform[entry.platform]}, {entry.topic}
            {entry.occasion && ` (${entry.occasion})`}
            <span className="block text-soft">
              {entry.publish_at ? spokenInstant(entry.publish_at, zone) : words.plan.asSoon}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** What may be spent on each platform, and why so; a person spends it there. */
function Money({ budget }: { budget: NonNullable<Campaign["strategy"]>["budget"] }) {
  if (!budget) return null;
  const said = words.plan;
  return (
    <section>
      <h3 className="font-semibold">{said.budget(rupees(budget.amount))}</h3>
      <ul className="mt-1 flex flex-col gap-1">
        {(budget.lines ?? []).map((line) => (
          <li key={line.platform} className="border-l-2 border-line pl-3">
            {words.platform[line.platform]}, {rupees(line.amount)}
            {line.why && <span className="block text-soft">{line.why}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Lines({ title, lines }: { title: string; lines: string[] }) {
  if (!lines.length) return null;
  return (
    <section>
      <h3 className="font-semibold">{title}</h3>
      <ul className="mt-1 flex list-disc flex-col gap-1 pl-5">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}

const TASK_ICONS = {
  pending: <Circle aria-hidden className="size-4 text-soft" />,
  in_progress: <CircleDot aria-hidden className="size-4 text-scheduled" />,
  completed: <Check aria-hidden className="size-4 text-out" />,
  failed: <X aria-hidden className="size-4 text-failed" />,
};

const SKIPPED = <CircleSlash aria-hidden className="size-4 text-soft" />;

function Tasks({ tasks }: { tasks: Task[] }) {
  if (!tasks.length) return null;
  return (
    <section>
      <h3 className="font-semibold">{words.plan.tasks}</h3>
      <ul className="mt-1 flex flex-col gap-1">
        {tasks.map((task) => (
          <li key={task.id} className="flex flex-wrap items-center gap-x-2">
            {task.skipped ? SKIPPED : TASK_ICONS[task.status]}
            {words.plan.task[task.type]}
            <span className="text-sm text-soft">
              {task.skipped ? words.plan.skipped : words.plan.taskStatus[task.status]}
            </span>
            {(task.error ?? task.skipped) && (
              <span className="w-full pl-6 text-sm text-soft">{task.error ?? task.skipped}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
