-- AlterTable
ALTER TABLE "shops" ADD COLUMN     "sweptUntil" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "members" ADD COLUMN     "joinedVia" TEXT NOT NULL DEFAULT 'order',
ADD COLUMN     "lastActivityAt" TIMESTAMPTZ(3),
ADD COLUMN     "lastOrderAt" TIMESTAMPTZ(3),
ADD COLUMN     "lostTierAt" TIMESTAMPTZ(3),
ADD COLUMN     "lostTierId" TEXT,
ADD COLUMN     "membershipUntil" TIMESTAMPTZ(3),
ADD COLUMN     "periods" JSONB,
ADD COLUMN     "guestsFrom" TIMESTAMPTZ(3),
ADD COLUMN     "pinnedTierId" TEXT,
ADD COLUMN     "pinnedUntil" TIMESTAMPTZ(3),
ADD COLUMN     "qualifyingEngagement" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "tierGraceUntil" TIMESTAMPTZ(3),
ADD COLUMN     "tierSince" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "member_profiles" ADD COLUMN     "birthday" TEXT,
ADD COLUMN     "birthdaySetAt" TIMESTAMPTZ(3),
ADD COLUMN     "tags" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "verifiedEmail" TEXT;

-- AlterTable
ALTER TABLE "ledger_entries" ADD COLUMN     "idleDays" INTEGER;

-- AlterTable
ALTER TABLE "lots" ADD COLUMN     "idleDays" INTEGER;

-- AlterTable
ALTER TABLE "orders" ADD COLUMN     "buyerEmail" TEXT;

-- AlterTable
ALTER TABLE "awards" ADD COLUMN     "factors" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "placedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- AlterTable
ALTER TABLE "redemptions" ADD COLUMN     "rewardKind" TEXT NOT NULL DEFAULT 'amount-off';

-- CreateTable
CREATE TABLE "tier_changes" (
    "shopId" INTEGER NOT NULL,
    "memberId" BIGINT NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "fromTierId" TEXT,
    "toTierId" TEXT,
    "cause" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "tier_changes_pkey" PRIMARY KEY ("shopId","memberId","id")
);

-- CreateTable
CREATE TABLE "campaign_spendings" (
    "shopId" INTEGER NOT NULL,
    "campaignId" TEXT NOT NULL,
    "spent" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "campaign_spendings_pkey" PRIMARY KEY ("shopId","campaignId")
);

-- CreateTable
CREATE TABLE "reward_stocks" (
    "shopId" INTEGER NOT NULL,
    "rewardId" TEXT NOT NULL,
    "taken" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "reward_stocks_pkey" PRIMARY KEY ("shopId","rewardId")
);

-- CreateTable
CREATE TABLE "product_groups" (
    "shopId" INTEGER NOT NULL,
    "productId" TEXT NOT NULL,
    "collectionIds" TEXT[],
    "readAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "product_groups_pkey" PRIMARY KEY ("shopId","productId")
);

-- CreateTable
CREATE TABLE "actions" (
    "shopId" INTEGER NOT NULL,
    "memberId" BIGINT NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "ruleId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "points" BIGINT NOT NULL,
    "seq" INTEGER,
    "declined" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "actions_pkey" PRIMARY KEY ("shopId","memberId","id")
);

-- CreateTable
CREATE TABLE "code_batches" (
    "shopId" INTEGER NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "points" BIGINT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "prefix" TEXT NOT NULL DEFAULT '',
    "secret" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3),
    "stoppedAt" TIMESTAMPTZ(3),
    "createdBy" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "code_batches_pkey" PRIMARY KEY ("shopId","id")
);

-- CreateTable
CREATE TABLE "earning_codes" (
    "shopId" INTEGER NOT NULL,
    "digest" TEXT NOT NULL,
    "batchId" BIGINT NOT NULL,
    "number" INTEGER NOT NULL,
    "memberId" BIGINT,
    "redeemedAt" TIMESTAMPTZ(3),

    CONSTRAINT "earning_codes_pkey" PRIMARY KEY ("shopId","digest")
);

-- CreateTable
CREATE TABLE "code_attempts" (
    "shopId" INTEGER NOT NULL,
    "hour" TIMESTAMPTZ(3) NOT NULL,
    "who" TEXT NOT NULL,
    "failed" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "code_attempts_pkey" PRIMARY KEY ("shopId","hour","who")
);

-- CreateTable
CREATE TABLE "api_keys" (
    "shopId" INTEGER NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "scopes" TEXT[],
    "createdBy" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUsedAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "api_keys_pkey" PRIMARY KEY ("shopId","id")
);

-- CreateTable
CREATE TABLE "member_events" (
    "shopId" INTEGER NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "memberId" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "member_events_pkey" PRIMARY KEY ("shopId","id")
);

-- CreateTable
CREATE TABLE "consents" (
    "shopId" INTEGER NOT NULL,
    "memberId" BIGINT NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "purpose" TEXT NOT NULL,
    "granted" BOOLEAN NOT NULL,
    "text" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "consents_pkey" PRIMARY KEY ("shopId","memberId","id")
);

-- CreateTable
CREATE TABLE "invitations" (
    "shopId" INTEGER NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "email" TEXT NOT NULL,
    "address" TEXT,
    "customerId" TEXT,
    "invitedBy" TEXT NOT NULL,
    "invitedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "memberId" BIGINT,
    "acceptedAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "invitations_pkey" PRIMARY KEY ("shopId","id")
);

-- CreateTable
CREATE TABLE "referral_codes" (
    "shopId" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "memberId" BIGINT NOT NULL,

    CONSTRAINT "referral_codes_pkey" PRIMARY KEY ("shopId","code")
);

-- CreateTable
CREATE TABLE "referrals" (
    "shopId" INTEGER NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "advocateId" BIGINT NOT NULL,
    "friend" TEXT NOT NULL,
    "friendId" BIGINT,
    "customerId" TEXT,
    "code" TEXT,
    "storeRef" TEXT,
    "state" TEXT NOT NULL,
    "orderId" TEXT,
    "score" INTEGER NOT NULL DEFAULT 0,
    "signals" JSONB NOT NULL DEFAULT '[]',
    "review" BOOLEAN NOT NULL DEFAULT false,
    "reason" TEXT,
    "decidedBy" TEXT,
    "termsVersion" INTEGER NOT NULL,
    "dueAt" TIMESTAMPTZ(3),
    "invitedAt" TIMESTAMPTZ(3) NOT NULL,
    "qualifiedAt" TIMESTAMPTZ(3),
    "settledAt" TIMESTAMPTZ(3),
    "fingerprints" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "referrals_pkey" PRIMARY KEY ("shopId","id")
);

-- CreateTable
CREATE TABLE "previews" (
    "shopId" INTEGER NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "draft" JSONB NOT NULL,
    "cursor" TEXT,
    "looked" INTEGER NOT NULL DEFAULT 0,
    "expected" INTEGER,
    "result" JSONB NOT NULL DEFAULT '{}',
    "startedBy" TEXT NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "previews_pkey" PRIMARY KEY ("shopId","id")
);

-- CreateIndex
CREATE INDEX "tier_changes_shopId_id_idx" ON "tier_changes"("shopId", "id");

-- CreateIndex
CREATE INDEX "actions_shopId_memberId_ruleId_at_idx" ON "actions"("shopId", "memberId", "ruleId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "actions_shopId_memberId_ruleId_key_key" ON "actions"("shopId", "memberId", "ruleId", "key");

-- CreateIndex
CREATE INDEX "earning_codes_shopId_batchId_number_idx" ON "earning_codes"("shopId", "batchId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "api_keys_shopId_digest_key" ON "api_keys"("shopId", "digest");

-- CreateIndex
CREATE INDEX "member_events_shopId_memberId_id_idx" ON "member_events"("shopId", "memberId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "member_events_shopId_memberId_kind_key_key" ON "member_events"("shopId", "memberId", "kind", "key");

-- CreateIndex
CREATE UNIQUE INDEX "invitations_shopId_email_key" ON "invitations"("shopId", "email");

-- CreateIndex
CREATE UNIQUE INDEX "referral_codes_shopId_memberId_key" ON "referral_codes"("shopId", "memberId");

-- CreateIndex
CREATE INDEX "referrals_shopId_advocateId_id_idx" ON "referrals"("shopId", "advocateId", "id");

-- CreateIndex
CREATE INDEX "referrals_shopId_customerId_idx" ON "referrals"("shopId", "customerId");

-- CreateIndex
CREATE INDEX "referrals_shopId_orderId_idx" ON "referrals"("shopId", "orderId");

-- CreateIndex
CREATE UNIQUE INDEX "referrals_shopId_friend_key" ON "referrals"("shopId", "friend");

-- CreateIndex
CREATE UNIQUE INDEX "referrals_shopId_code_key" ON "referrals"("shopId", "code");

-- CreateIndex
CREATE INDEX "member_profiles_shopId_birthday_idx" ON "member_profiles"("shopId", "birthday");

-- CreateIndex
CREATE INDEX "orders_shopId_buyerEmail_idx" ON "orders"("shopId", "buyerEmail");

-- CreateIndex
CREATE INDEX "orders_shopId_name_idx" ON "orders"("shopId", "name");

-- CreateIndex
CREATE INDEX "redemptions_shopId_rewardId_state_idx" ON "redemptions"("shopId", "rewardId", "state");


-- What Prisma's schema cannot say.

-- Consents and the history of tiers are facts, like the ledger: they only grow.
CREATE TRIGGER consents_only_grow BEFORE UPDATE OR DELETE ON "consents"
  FOR EACH ROW EXECUTE FUNCTION forbid_change();
CREATE TRIGGER tier_changes_only_grow BEFORE UPDATE OR DELETE ON "tier_changes"
  FOR EACH ROW EXECUTE FUNCTION forbid_change();

ALTER TABLE "campaign_spendings" ADD CONSTRAINT "campaign_spendings_not_negative" CHECK ("spent" >= 0);
ALTER TABLE "reward_stocks" ADD CONSTRAINT "reward_stocks_not_negative" CHECK ("taken" >= 0);

-- For the jobs: lots that die of inactivity, paid memberships that run out, referrals whose return window closes, tiers under grace.
CREATE INDEX "lots_idle" ON "lots" ("shopId", "memberId") WHERE "remaining" > 0 AND "idleDays" IS NOT NULL;
CREATE INDEX "members_by_activity" ON "members" ("shopId", "lastActivityAt");
CREATE INDEX "members_paid_until" ON "members" ("shopId", "membershipUntil") WHERE "membershipUntil" IS NOT NULL AND "status" = 'active';
CREATE INDEX "members_under_grace" ON "members" ("shopId", "tierGraceUntil") WHERE "tierGraceUntil" IS NOT NULL;
CREATE INDEX "members_pinned_until" ON "members" ("shopId", "pinnedUntil") WHERE "pinnedUntil" IS NOT NULL;
CREATE INDEX "referrals_due" ON "referrals" ("shopId", "dueAt") WHERE "state" = 'qualified' AND NOT "review";
CREATE INDEX "referrals_open" ON "referrals" ("shopId", "invitedAt") WHERE "state" = 'invited';
CREATE INDEX "referrals_to_review" ON "referrals" ("shopId", "id") WHERE "review";

-- CreateTable
CREATE TABLE "membership_purchases" (
    "shopId" INTEGER NOT NULL,
    "orderId" TEXT NOT NULL,
    "memberId" BIGINT NOT NULL,
    "productId" TEXT NOT NULL,
    "months" INTEGER NOT NULL,
    "placedAt" TIMESTAMPTZ(3) NOT NULL,
    "stands" BOOLEAN NOT NULL,

    CONSTRAINT "membership_purchases_pkey" PRIMARY KEY ("shopId","orderId")
);
CREATE INDEX "membership_purchases_shopId_memberId_idx" ON "membership_purchases"("shopId", "memberId");
CREATE INDEX "members_shopId_mergedInto_idx" ON "members"("shopId", "mergedInto");
CREATE INDEX "member_profiles_shopId_verifiedEmail_idx" ON "member_profiles"("shopId", "verifiedEmail");
-- Whoever is a member already claims guests' orders from when they became one.
UPDATE "members" SET "guestsFrom" = "joinedAt";

-- CreateTable
CREATE TABLE "member_imports" (
    "shopId" INTEGER NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "state" TEXT NOT NULL,
    "fileName" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "place" INTEGER NOT NULL DEFAULT 0,
    "expected" INTEGER NOT NULL,
    "columns" JSONB NOT NULL,
    "counts" JSONB NOT NULL DEFAULT '{}',
    "problems" JSONB NOT NULL DEFAULT '[]',
    "problemCount" INTEGER NOT NULL DEFAULT 0,
    "startedBy" TEXT NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "member_imports_pkey" PRIMARY KEY ("shopId","id")
);

-- CreateTable
CREATE TABLE "former_standings" (
    "shopId" INTEGER NOT NULL,
    "subject" TEXT NOT NULL,
    "memberId" BIGINT NOT NULL,
    "spend" BIGINT NOT NULL DEFAULT 0,
    "points" BIGINT NOT NULL DEFAULT 0,
    "orders" INTEGER NOT NULL DEFAULT 0,
    "balance" BIGINT,
    "lots" INTEGER NOT NULL DEFAULT 0,
    "tierId" TEXT,
    "tierUntil" TIMESTAMPTZ(3),

    CONSTRAINT "former_standings_pkey" PRIMARY KEY ("shopId","subject")
);
CREATE INDEX "former_standings_shopId_memberId_idx" ON "former_standings"("shopId", "memberId");

-- CreateTable
CREATE TABLE "past_events" (
    "shopId" INTEGER NOT NULL,
    "memberId" BIGINT NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "points" BIGINT,
    "description" TEXT NOT NULL DEFAULT '',
    "importId" BIGINT NOT NULL,
    "digest" TEXT NOT NULL,

    CONSTRAINT "past_events_pkey" PRIMARY KEY ("shopId","memberId","id")
);
CREATE UNIQUE INDEX "past_events_shopId_digest_key" ON "past_events"("shopId", "digest");
