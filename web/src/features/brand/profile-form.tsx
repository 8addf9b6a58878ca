/** The brand's profile as a form; what it does not show stays as it is. */
import { type FormEvent, useState } from "react";
import { canWrite, useSaveProfile } from "@/api/profile";
import type { Profile } from "@/api/types";
import { useRights } from "@/api/use-session";
import { Button } from "@/components/button";
import { Failure } from "@/components/failure";
import { Field } from "@/components/field";
import { Notice } from "@/components/notice";
import { Languages } from "@/features/brand/languages";
import { Rows } from "@/features/brand/rows";
import { ZoneSelect } from "@/features/brand/zone-select";
import { words } from "@/words";

export function ProfileForm({ profile }: { profile: Profile }) {
  const said = words.brand;
  const [draft, setDraft] = useState(profile);
  const [dirty, setDirty] = useState(false);
  const save = useSaveProfile();
  const rights = useRights();
  const change = (part: Partial<Profile>) => {
    setDraft((before) => ({ ...before, ...part }));
    setDirty(true);
  };
  const voice = (part: Partial<NonNullable<Profile["brand_voice"]>>) =>
    change({ brand_voice: { ...draft.brand_voice, ...part } });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // what stands elsewhere may have changed since this form was opened: a logo, a register
    save.mutate(withoutEmpty({ ...profile, ...shown(draft, profile) }), {
      onSuccess: () => setDirty(false),
    });
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-8">
      {!canWrite(profile) && <Notice tone="needs">{said.missing}</Notice>}
      <fieldset className="flex flex-col gap-4">
        <legend className="mb-3 text-lg font-semibold">{said.basics}</legend>
        <Field
          label={said.name}
          value={draft.business_name ?? ""}
          onChange={(event) => change({ business_name: event.target.value })}
          autoComplete="organization"
        />
        <div className="grid gap-4 md:grid-cols-2">
          <Field
            label={said.industry}
            hint={said.industryHint}
            value={draft.industry ?? ""}
            onChange={(event) => change({ industry: event.target.value })}
          />
          <Field
            label={said.location}
            value={draft.location ?? ""}
            onChange={(event) => change({ location: event.target.value })}
          />
        </div>
        <ZoneSelect
          zone={draft.timezone ?? "Asia/Kolkata"}
          onChange={(timezone) => change({ timezone })}
        />
        <Languages
          languages={draft.languages ?? []}
          onChange={(languages) => change({ languages })}
        />
      </fieldset>
      <Rows
        title={said.products}
        hint={said.productsHint}
        add={said.addProduct}
        rows={draft.products ?? []}
        fields={[
          { name: "name", label: said.productName, required: true },
          { name: "description", label: said.productWhat, long: true },
          { name: "price", label: said.productPrice },
        ]}
        empty={{ name: "", description: "", price: null }}
        onChange={(products) => change({ products })}
      />
      <Rows
        title={said.facts}
        hint={said.factsHint}
        add={said.addFact}
        rows={draft.facts ?? []}
        fields={[
          { name: "text", label: said.factText, required: true, long: true },
          { name: "source", label: said.factSource },
        ]}
        empty={{ text: "", source: null, may_be_claimed: true }}
        onChange={(facts) => change({ facts })}
      />
      <fieldset className="flex flex-col gap-4">
        <legend className="mb-3 text-lg font-semibold">{said.voice}</legend>
        <WordsField
          label={said.tone}
          hint={said.toneHint}
          list={draft.brand_voice?.tone ?? []}
          onChange={(tone) => voice({ tone })}
        />
        <WordsField
          label={said.keywords}
          list={draft.brand_voice?.keywords ?? []}
          onChange={(keywords) => voice({ keywords })}
        />
        <WordsField
          label={said.avoid}
          list={draft.brand_voice?.avoid_words ?? []}
          onChange={(avoid_words) => voice({ avoid_words })}
        />
      </fieldset>
      {rights.write && (
        <div className="sticky bottom-14 z-10 flex flex-col gap-3 border-t border-line bg-ground py-3 md:bottom-0">
          <Failure error={save.error} />
          <div className="flex items-center gap-4">
            <Button type="submit" look="primary" disabled={save.isPending || !dirty}>
              {save.isPending ? said.saving : words.common.save}
            </Button>
            <span role="status" className="text-sm text-soft">
              {dirty ? said.unsaved : save.isSuccess ? said.saved : ""}
            </span>
          </div>
        </div>
      )}
    </form>
  );
}

type WordsFieldProps = {
  label: string;
  hint?: string;
  list: string[];
  onChange: (list: string[]) => void;
};

/** Words separated by commas; what is being typed stays as typed. */
function WordsField({ list, onChange, ...rest }: WordsFieldProps) {
  const [text, setText] = useState(list.join(", "));
  return (
    <Field
      {...rest}
      value={text}
      onChange={(event) => {
        setText(event.target.value);
        onChange(
          event.target.value
            .split(",")
            .map((word) => word.trim())
            .filter(Boolean),
        );
      }}
    />
  );
}

/** The parts of the profile that this form shows, as they were typed. */
function shown(draft: Profile, profile: Profile): Partial<Profile> {
  const { business_name, industry, location, timezone, languages, facts } = draft;
  const products = withPictures(draft.products ?? [], profile.products ?? []);
  const { tone, keywords, avoid_words } = draft.brand_voice;
  const brand_voice = { ...profile.brand_voice, tone, keywords, avoid_words };
  return {
    business_name,
    industry,
    location,
    timezone,
    languages,
    products,
    facts,
    brand_voice,
  };
}

type Products = NonNullable<Profile["products"]>;

/** The products as typed, each with the picture that it has by now: pictures change elsewhere. */
function withPictures(typed: Products, current: Products): Products {
  const known = new Map(current.map((product) => [product.name, product]));
  return typed.map((product) => {
    const now = known.get(product.name);
    return now ? { ...product, picture: now.picture } : product;
  });
}

/** Lines that were added and left empty are not meant. */
function withoutEmpty(draft: Profile): Profile {
  return {
    ...draft,
    products: (draft.products ?? []).filter(({ name }) => name.trim()),
    facts: (draft.facts ?? []).filter(({ text }) => text.trim()),
  };
}
