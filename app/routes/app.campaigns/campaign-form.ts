/** Campaigns and segments as a form holds them, and back to the part of the terms they are. */
import {
  type ConditionsDraft,
  conditionsDraft,
  conditionsFrom,
} from "../../components/terms-form/conditions-draft";
import { type FieldReader, nameFrom } from "../../components/terms-form/reader";
import { createTermsForm, type FormKind } from "../../components/terms-form/terms-form";
import {
  blankName,
  type FieldWriter,
  freshHandle,
  type NameDraft,
  nameOf,
} from "../../components/terms-form/writer";
import type { Campaign } from "../../loyalty/campaigns";
import { always } from "../../loyalty/conditions";
import { type SegmentDraft, segmentDraft, segmentFrom, unitOfTest } from "./segment-draft";

export interface CampaignDraft {
  readonly id: string;
  readonly name: NameDraft;
  readonly active: boolean;
  readonly from: number | null;
  readonly until: number | null;
  readonly conditions: ConditionsDraft;
  readonly kind: Campaign["effect"]["kind"];
  readonly multiplier: string;
  readonly bonus: string;
  readonly priority: string;
  readonly stacking: Campaign["stacking"];
  /** Empty for no limit. */
  readonly budget: string;
}

export interface CampaignsDraft {
  readonly campaigns: readonly CampaignDraft[];
  readonly segments: readonly SegmentDraft[];
}

const draftOf = (campaign: Campaign, write: FieldWriter): CampaignDraft => ({
  id: campaign.id,
  name: nameOf(campaign.name),
  active: campaign.active,
  from: campaign.from,
  until: campaign.until,
  conditions: conditionsDraft(campaign.conditions, write),
  kind: campaign.effect.kind,
  multiplier: campaign.effect.kind === "multiplier" ? write.multiplier(campaign.effect.multiplierBp) : "",
  bonus: campaign.effect.kind === "bonus" ? write.whole(campaign.effect.points) : "",
  priority: write.whole(campaign.priority),
  stacking: campaign.stacking,
  budget: campaign.budgetPoints === null ? "" : write.whole(campaign.budgetPoints),
});

function campaignFrom(draft: CampaignDraft, read: FieldReader): unknown {
  const { id, active, from, until, kind, stacking } = draft;
  return {
    id,
    name: nameFrom(draft.name),
    active,
    from: from ?? Number.NaN,
    until,
    conditions: conditionsFrom(draft.conditions, read),
    effect:
      kind === "multiplier"
        ? { kind, multiplierBp: read.multiplier(draft.multiplier) }
        : { kind, points: read.whole(draft.bonus) },
    priority: read.whole(draft.priority),
    stacking,
    budgetPoints: draft.budget.trim() === "" ? null : read.whole(draft.budget),
  };
}

const weekMs = 7 * 86_400_000;

/** A week of twice the points, off until it is looked over. */
export function newCampaign(
  campaigns: readonly CampaignDraft[],
  write: FieldWriter,
  /** The beginning of the next hour, say. */
  from: number,
): CampaignDraft {
  return {
    id: freshHandle("campaign", campaigns),
    name: blankName,
    active: true,
    from,
    until: from + weekMs,
    conditions: conditionsDraft(always, write),
    kind: "multiplier",
    multiplier: write.multiplier(20_000),
    bonus: "",
    priority: write.whole(0),
    stacking: "adds",
    budget: "",
  };
}

export const campaignsKind: FormKind<CampaignsDraft> = {
  draftOf: (terms, write) => ({
    campaigns: terms.campaigns.map((campaign) => draftOf(campaign, write)),
    segments: terms.segments.map((segment) => segmentDraft(segment, write)),
  }),
  partFrom: (draft, read) => ({
    campaigns: draft.campaigns.map((campaign) => campaignFrom(campaign, read)),
    segments: draft.segments.map((segment) => segmentFrom(segment, read)),
  }),
  unitOf: (path, draft) => unitOfTest(path, draft.segments),
};

export const campaignsForm = createTermsForm(campaignsKind);
export const campaignsKeys = ["campaigns", "segments"] as const;
