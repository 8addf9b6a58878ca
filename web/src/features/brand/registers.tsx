/** What moves the brand's people: each register's effect, what that rests on, and a switch. */
import { usePreferences, useSwitchRegister } from "@/api/esg";
import type { Preferences, Register, RegisterEffect } from "@/api/types";
import { useRights } from "@/api/use-session";
import { useSteady } from "@/api/use-steady";
import { Disclosure } from "@/components/disclosure";
import { Failure } from "@/components/failure";
import { Loading } from "@/components/loading";
import { Notice } from "@/components/notice";
import { ers, points } from "@/components/numbers";
import { EffectBar } from "@/features/brand/effect-bar";
import { TestPosts } from "@/features/brand/test-posts";
import { words } from "@/words";

/** Posts from which the server calls a feeling clearly above or below (domain/preference.py). */
const CLEAR_FROM = 5;
const ROW =
  "grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 md:grid-cols-[11rem_minmax(0,1fr)_7rem]";

export function Registers() {
  const said = words.brand;
  const model = usePreferences();
  const shown = useSteady(model);
  return (
    <section className="flex flex-col gap-4 border-t border-line pt-6">
      <div>
        <h2 className="text-lg font-semibold">{said.moves}</h2>
        <p className="text-soft">
          {said.movesWhat(model.data?.level == null ? null : ers(model.data.level), CLEAR_FROM)}
        </p>
        <p className="text-sm text-soft">{said.ersMeans}</p>
      </div>
      {shown.isPending && <Loading what={said.movesLoading} />}
      <Failure error={shown.error} onRetry={shown.retry} />
      {model.data && <Model model={model.data} />}
    </section>
  );
}

function Model({ model }: { model: Preferences }) {
  const said = words.brand;
  const change = useSwitchRegister();
  // a disabled switch would lose the keyboard's place, so it shows what was asked for meanwhile
  const sent = change.isPending ? change.variables : null;
  const most = Math.max(...model.registers.flatMap(({ low, high }) => [-low, high]), 1);
  return (
    <>
      <div>
        <p>{restsOn(model)}</p>
        {model.scored > 0 && (
          <p className="text-sm text-soft">
            {said.postsCounted(model.scored, model.posts, model.scored - model.unclear)}
          </p>
        )}
      </div>
      <div>
        <Axis />
        <ol className="flex flex-col divide-y divide-line">
          {model.registers.map((effect) => (
            <Row
              key={effect.register}
              effect={sent?.register === effect.register ? { ...effect, is_on: sent.isOn } : effect}
              most={most}
              onSwitch={(register, isOn) => change.mutate({ register, isOn })}
            />
          ))}
        </ol>
      </div>
      <Failure error={change.error} />
      {!model.registers.some((effect) => effect.is_on) && (
        <Notice tone="needs">{said.allOff}</Notice>
      )}
      <Foretold predictions={model.predictions} />
      {model.confidence === "low" && (
        <div className="flex flex-col divide-y divide-line border-y border-line">
          <TestPosts posts={model.validation} next={model.next_register} />
          <Disclosure title={said.guessWhy}>
            <p className="pb-3 text-soft">
              {model.prior.why} {model.prior.because}
            </p>
          </Disclosure>
        </div>
      )}
    </>
  );
}

function restsOn({ confidence, posts, prior }: Preferences): string {
  const said = words.brand;
  if (confidence === "standard") return said.restsOnPosts(posts);
  return posts ? said.restsOnBoth(prior.title, posts) : said.restsOnGuess(prior.title);
}

/** What the three places of every bar below mean; each row says its numbers in words. */
function Axis() {
  const said = words.brand;
  return (
    <div aria-hidden className={`${ROW} text-sm text-soft`}>
      <span className="hidden md:block" />
      <span className="col-span-2 grid grid-cols-3 md:col-span-1">
        <span>{said.below}</span>
        <span className="text-center">{said.usual}</span>
        <span className="text-right">{said.above}</span>
      </span>
    </div>
  );
}

type RowProps = {
  effect: RegisterEffect;
  most: number;
  onSwitch: (register: Register, isOn: boolean) => void;
};

function Row({ effect, most, onSwitch }: RowProps) {
  const said = words.brand;
  const { register, mean, low, high, n, standing: side, is_on: isOn } = effect;
  return (
    <li className={`${ROW} gap-y-1 py-3`}>
      <p className={isOn ? "" : "text-soft"}>
        <span className="block font-semibold first-letter:uppercase">
          {words.registers[register] ?? register}
        </span>
        <span className="block text-sm text-soft">{words.registersMean[register]}</span>
      </p>
      <div className="order-last col-span-2 flex flex-col gap-1 md:order-none md:col-span-1">
        <EffectBar mean={mean} low={low} high={high} most={most} side={(isOn && side) || null} />
        <p className="text-sm text-soft tabular-nums">
          {said.effect(points(mean), points(low), points(high))}
          {side && isOn && `, ${said.clearly[side]}`} · {said.spokenIn(n)}
        </p>
      </div>
      <Never register={register} isOn={isOn} onSwitch={onSwitch} />
    </li>
  );
}

type NeverProps = Pick<RowProps, "onSwitch"> & { register: Register; isOn: boolean };

function Never({ register, isOn, onSwitch }: NeverProps) {
  const said = words.brand;
  const rights = useRights();
  if (!rights.write) return <span className="text-sm text-soft">{isOn ? "" : said.neverUsed}</span>;
  return (
    <label className="flex min-h-11 items-center gap-2 text-sm">
      <input
        type="checkbox"
        className="size-5 accent-accent"
        checked={!isOn}
        onChange={(event) => onSwitch(register, !event.target.checked)}
      />
      <span>
        {said.neverUse}
        <span className="sr-only"> {words.registers[register] ?? register}</span>
      </span>
    </label>
  );
}

/** How good what was said before posts went out turned out to be; nothing before the first. */
function Foretold({ predictions }: { predictions: Preferences["predictions"] }) {
  const said = words.brand;
  const { n, within, error, mean_error: usual } = predictions;
  if (!n || within == null) return null;
  return (
    <p>
      {said.foretold(n, Math.round(within * n))}
      {error != null && usual != null && ` ${said.foretoldError(ers(error), ers(usual))}`}
    </p>
  );
}
