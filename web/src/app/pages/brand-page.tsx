/** What the team knows of the brand, and the posts it learns from. */
import { useProfile } from "@/api/profile";
import { Failure } from "@/components/failure";
import { Loading } from "@/components/loading";
import { Page } from "@/components/page";
import { HistoryImport } from "@/features/brand/history-import";
import { ProfileForm } from "@/features/brand/profile-form";
import { SignOutRow } from "@/features/brand/sign-out-row";
import { words } from "@/words";

export function BrandPage() {
  const profile = useProfile();
  return (
    <Page title={words.brand.title} intro={words.brand.intro}>
      {profile.isPending && <Loading />}
      <Failure error={profile.error} onRetry={() => void profile.refetch()} />
      {profile.data && <ProfileForm profile={profile.data} />}
      <HistoryImport />
      <SignOutRow />
    </Page>
  );
}
