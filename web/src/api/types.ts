/** Short names for the server's shapes. */
import type { Readable } from "openapi-typescript-helpers";
import type { components } from "@/api/schema";

// as the client hands them over: a tuple comes as a list
type Schemas = Readable<components["schemas"]>;

export type Approval = Schemas["ApprovalView"];
export type Content = Schemas["ContentView"];
export type Campaign = Schemas["CampaignView"];
export type Task = Schemas["TaskView"];
export type Connection = Schemas["ConnectionView"];
/** As lists show it: with its first words and its newest numbers. */
export type Publication = Schemas["ListedPublicationView"];
export type PublicationState = Schemas["PublicationState"];
export type Profile = Schemas["ProfileBody"];
export type Reference = Schemas["Reference"];
export type Register = Schemas["Register"];
export type RegisterEffect = Schemas["RegisterEffect"];
export type Preferences = Schemas["PreferenceModel"];
export type OwnStudy = Schemas["OwnStudy"];
export type Alignment = Schemas["AlignView"];
export type Snapshot = Schemas["SnapshotView"];
export type LocalTime = Schemas["LocalView"];
export type Platform = Schemas["Platform"];
/** What a post is made of beside its words and media. */
export type Form = Schemas["Form"];
export type Format = Schemas["Format"];
export type Privacy = Schemas["Privacy"];
/** A medium as a post has it. */
export type Medium = Schemas["MediumView"];
/** A medium as the workspace has it. */
export type OwnMedium = Schemas["OwnMediumView"];
export type Fitted = Schemas["FittedView"];
export type Part = Schemas["PartView"];
export type Timetable = Schemas["Timetable"];
export type WeeklySlot = Schemas["WeeklySlot"];
export type QuietHours = Schemas["QuietHours"];
export type Slot = Schemas["Slot"];
/** A post that a person writes, as it is handed over. */
export type Draft = Schemas["ContentBody"];
/** How a draft would look. */
export type Rendered = Schemas["PreviewView"];
