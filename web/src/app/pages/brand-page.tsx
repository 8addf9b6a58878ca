/** What the team knows of the brand, and the posts it learns from. */
import { Link } from "@tanstack/react-router";
import { useProfile } from "@/api/profile";
import { useSteady } from "@/api/use-steady";
import { Button } from "@/components/button";
import { Failure } from "@/components/failure";
import { Loading } from "@/components/loading";
import { Page } from "@/components/page";
import { HistoryImport } from "@/features/brand/history-import";
import { OwnStudySection } from "@/features/brand/own-study";
import { ProfileForm } from "@/features/brand/profile-form";
import { Registers } from "@/features/brand/registers";
import { SignOutRow } from "@/features/brand/sign-out-row";
import { words } from "@/words";

export function BrandPage() {
  const profile = useProfile();
  const shown = useSteady(profile);
  const toTry = (
    <Button asChild>
      <Link to="/brand/try">{words.engine.tryIt}</Link>
    </Button>
  );
  return (
    <Page title={words.brand.title} intro={words.brand.intro} aside={toTry}>
      {shown.isPending && <Loading />}
      <Failure error={shown.error} onRetry={shown.retry} />
      {profile.data && <ProfileForm profile={profile.data} />}
      <Registers />
      <OwnStudySection zone={profile.data?.timezone} />
      <HistoryImport />
      <SignOutRow />
    </Page>
  );
}
