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
