-- CreateTable
CREATE TABLE "sessions" (
    "id" TEXT NOT NULL,
    "shop" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "isOnline" BOOLEAN NOT NULL DEFAULT false,
    "scope" TEXT,
    "expires" TIMESTAMP(3),
    "accessToken" TEXT NOT NULL,
    "userId" BIGINT,
    "firstName" TEXT,
    "lastName" TEXT,
    "email" TEXT,
    "accountOwner" BOOLEAN DEFAULT false,
    "locale" TEXT,
    "collaborator" BOOLEAN DEFAULT false,
    "emailVerified" BOOLEAN DEFAULT false,
    "refreshToken" TEXT,
    "refreshTokenExpires" TIMESTAMP(3),

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "shops" (
    "id" SERIAL NOT NULL,
    "platform" TEXT NOT NULL,
    "domain" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "timeZone" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "termsVersion" INTEGER NOT NULL,
    "installedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "uninstalledAt" TIMESTAMPTZ(3),
    "scopes" TEXT NOT NULL DEFAULT '',
    "maturedUntil" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "shops_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "terms" (
    "shopId" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "rules" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdBy" TEXT NOT NULL,

    CONSTRAINT "terms_pkey" PRIMARY KEY ("shopId","version")
);

-- CreateTable
CREATE TABLE "members" (
    "shopId" INTEGER NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'active',
    "mergedInto" BIGINT,
    "tierId" TEXT,
    "lastSeq" INTEGER NOT NULL DEFAULT 0,
    "balance" BIGINT NOT NULL DEFAULT 0,
    "deficit" BIGINT NOT NULL DEFAULT 0,
    "reserved" BIGINT NOT NULL DEFAULT 0,
    "earned" BIGINT NOT NULL DEFAULT 0,
    "spent" BIGINT NOT NULL DEFAULT 0,
    "expired" BIGINT NOT NULL DEFAULT 0,
    "qualifyingSpend" BIGINT NOT NULL DEFAULT 0,
    "qualifyingPoints" BIGINT NOT NULL DEFAULT 0,
    "qualifyingOrders" INTEGER NOT NULL DEFAULT 0,
    "snapshotVersion" INTEGER NOT NULL DEFAULT 0,
    "joinedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "members_pkey" PRIMARY KEY ("shopId","id")
);

-- CreateTable
CREATE TABLE "member_identities" (
    "shopId" INTEGER NOT NULL,
    "customerId" TEXT NOT NULL,
    "memberId" BIGINT NOT NULL,

    CONSTRAINT "member_identities_pkey" PRIMARY KEY ("shopId","customerId")
);

-- CreateTable
CREATE TABLE "member_profiles" (
    "shopId" INTEGER NOT NULL,
    "memberId" BIGINT NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "email" TEXT,
    "phone" TEXT,
    "locale" TEXT,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "member_profiles_pkey" PRIMARY KEY ("shopId","memberId")
);

-- CreateTable
CREATE TABLE "member_words" (
    "shopId" INTEGER NOT NULL,
    "word" TEXT NOT NULL,
    "memberId" BIGINT NOT NULL,

    CONSTRAINT "member_words_pkey" PRIMARY KEY ("shopId","word","memberId")
);

-- CreateTable
CREATE TABLE "ledger_entries" (
    "shopId" INTEGER NOT NULL,
    "memberId" BIGINT NOT NULL,
    "seq" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "points" BIGINT NOT NULL,
    "source" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "happenedAt" TIMESTAMPTZ(3) NOT NULL,
    "cause" JSONB NOT NULL,
    "maturesAt" TIMESTAMPTZ(3),
    "expiresAt" TIMESTAMPTZ(3),
    "orderId" TEXT,
    "balanceAfter" BIGINT NOT NULL,

    CONSTRAINT "ledger_entries_pkey" PRIMARY KEY ("shopId","memberId","seq")
);

-- CreateTable
CREATE TABLE "entry_notes" (
    "shopId" INTEGER NOT NULL,
    "memberId" BIGINT NOT NULL,
    "seq" INTEGER NOT NULL,
    "note" TEXT NOT NULL,

    CONSTRAINT "entry_notes_pkey" PRIMARY KEY ("shopId","memberId","seq")
);

-- CreateTable
CREATE TABLE "lots" (
    "shopId" INTEGER NOT NULL,
    "memberId" BIGINT NOT NULL,
    "seq" INTEGER NOT NULL,
    "points" BIGINT NOT NULL,
    "remaining" BIGINT NOT NULL,
    "maturesAt" TIMESTAMPTZ(3),
    "expiresAt" TIMESTAMPTZ(3),
    "orderId" TEXT,

    CONSTRAINT "lots_pkey" PRIMARY KEY ("shopId","memberId","seq")
);

-- CreateTable
CREATE TABLE "allocations" (
    "shopId" INTEGER NOT NULL,
    "memberId" BIGINT NOT NULL,
    "debitSeq" INTEGER NOT NULL,
    "lotSeq" INTEGER NOT NULL,
    "debitKind" TEXT NOT NULL,
    "points" BIGINT NOT NULL,
    "returned" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "allocations_pkey" PRIMARY KEY ("shopId","memberId","debitSeq","lotSeq")
);

-- CreateTable
CREATE TABLE "debts" (
    "shopId" INTEGER NOT NULL,
    "memberId" BIGINT NOT NULL,
    "debitSeq" INTEGER NOT NULL,
    "debitKind" TEXT NOT NULL,
    "owed" BIGINT NOT NULL,

    CONSTRAINT "debts_pkey" PRIMARY KEY ("shopId","memberId","debitSeq")
);

-- CreateTable
CREATE TABLE "orders" (
    "shopId" INTEGER NOT NULL,
    "orderId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "customerId" TEXT,
    "memberId" BIGINT,
    "status" TEXT NOT NULL,
    "placedAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "triggeredAt" TIMESTAMPTZ(3) NOT NULL,
    "digest" TEXT NOT NULL,
    "state" JSONB NOT NULL,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "orders_pkey" PRIMARY KEY ("shopId","orderId")
);

-- CreateTable
CREATE TABLE "awards" (
    "shopId" INTEGER NOT NULL,
    "orderId" TEXT NOT NULL,
    "memberId" BIGINT NOT NULL,
    "termsVersion" INTEGER NOT NULL,
    "tierId" TEXT,
    "multiplierBp" INTEGER NOT NULL,
    "points" BIGINT NOT NULL,
    "eligible" BIGINT NOT NULL,
    "postings" INTEGER NOT NULL,
    "breakdown" JSONB NOT NULL,
    "awardedAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "awards_pkey" PRIMARY KEY ("shopId","orderId")
);

-- CreateTable
CREATE TABLE "redemptions" (
    "shopId" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "memberId" BIGINT NOT NULL,
    "customerId" TEXT NOT NULL,
    "rewardId" TEXT NOT NULL,
    "termsVersion" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "points" BIGINT NOT NULL,
    "valueMinor" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "storeRef" TEXT,
    "key" TEXT NOT NULL,
    "requestDigest" TEXT NOT NULL,
    "deadline" TIMESTAMPTZ(3) NOT NULL,
    "releasing" TEXT,
    "codeDead" BOOLEAN NOT NULL DEFAULT false,
    "usedByOrder" TEXT,
    "restored" BIGINT NOT NULL DEFAULT 0,
    "debitSeqs" INTEGER[],
    "channel" TEXT NOT NULL,
    "reservedAt" TIMESTAMPTZ(3) NOT NULL,
    "issuedAt" TIMESTAMPTZ(3),
    "settledAt" TIMESTAMPTZ(3),
    "lastError" TEXT,

    CONSTRAINT "redemptions_pkey" PRIMARY KEY ("shopId","id")
);

-- CreateTable
CREATE TABLE "inbox" (
    "shopId" INTEGER NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "topic" TEXT NOT NULL,
    "deliveryId" TEXT NOT NULL,
    "payload" TEXT NOT NULL,
    "triggeredAt" TIMESTAMPTZ(3) NOT NULL,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "state" TEXT NOT NULL DEFAULT 'new',
    "reason" TEXT,
    "detail" TEXT,
    "handledAt" TIMESTAMPTZ(3),

    CONSTRAINT "inbox_pkey" PRIMARY KEY ("shopId","id")
);

-- CreateTable
CREATE TABLE "outbox" (
    "shopId" INTEGER NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "state" TEXT NOT NULL DEFAULT 'new',
    "lastError" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "heldUntil" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("shopId","id")
);

-- CreateTable
CREATE TABLE "audit_events" (
    "shopId" INTEGER NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "details" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "audit_events_pkey" PRIMARY KEY ("shopId","id")
);

-- CreateTable
CREATE TABLE "order_imports" (
    "shopId" INTEGER NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "state" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "cursor" TEXT,
    "orders" INTEGER NOT NULL DEFAULT 0,
    "expected" INTEGER,
    "lastError" TEXT,
    "startedBy" TEXT NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "order_imports_pkey" PRIMARY KEY ("shopId","id")
);

-- CreateTable
CREATE TABLE "compliance_requests" (
    "shopId" INTEGER NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "customerId" TEXT,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL,
    "doneAt" TIMESTAMPTZ(3),
    "result" JSONB,

    CONSTRAINT "compliance_requests_pkey" PRIMARY KEY ("shopId","id")
);

-- CreateIndex
CREATE INDEX "sessions_shop_idx" ON "sessions"("shop");

-- CreateIndex
CREATE UNIQUE INDEX "shops_domain_key" ON "shops"("domain");

-- CreateIndex
CREATE INDEX "member_identities_shopId_memberId_idx" ON "member_identities"("shopId", "memberId");

-- CreateIndex
CREATE INDEX "member_profiles_shopId_email_idx" ON "member_profiles"("shopId", "email");

-- CreateIndex
CREATE INDEX "member_words_shopId_memberId_idx" ON "member_words"("shopId", "memberId");

-- CreateIndex
CREATE INDEX "ledger_entries_shopId_happenedAt_idx" ON "ledger_entries"("shopId", "happenedAt");

-- CreateIndex
CREATE UNIQUE INDEX "ledger_entries_shopId_source_key" ON "ledger_entries"("shopId", "source");

-- CreateIndex
CREATE INDEX "allocations_shopId_memberId_lotSeq_idx" ON "allocations"("shopId", "memberId", "lotSeq");

-- CreateIndex
CREATE INDEX "orders_shopId_memberId_idx" ON "orders"("shopId", "memberId");

-- CreateIndex
CREATE INDEX "orders_shopId_customerId_idx" ON "orders"("shopId", "customerId");

-- CreateIndex
CREATE INDEX "orders_shopId_placedAt_idx" ON "orders"("shopId", "placedAt");

-- CreateIndex
CREATE INDEX "awards_shopId_memberId_idx" ON "awards"("shopId", "memberId");

-- CreateIndex
CREATE INDEX "redemptions_shopId_memberId_reservedAt_idx" ON "redemptions"("shopId", "memberId", "reservedAt");

-- CreateIndex
CREATE INDEX "redemptions_shopId_usedByOrder_idx" ON "redemptions"("shopId", "usedByOrder");

-- CreateIndex
CREATE UNIQUE INDEX "redemptions_shopId_code_key" ON "redemptions"("shopId", "code");

-- CreateIndex
CREATE UNIQUE INDEX "redemptions_shopId_memberId_key_key" ON "redemptions"("shopId", "memberId", "key");

-- CreateIndex
CREATE UNIQUE INDEX "inbox_shopId_deliveryId_key" ON "inbox"("shopId", "deliveryId");

-- CreateIndex
CREATE UNIQUE INDEX "outbox_shopId_kind_subject_key" ON "outbox"("shopId", "kind", "subject");

-- CreateIndex
CREATE INDEX "audit_events_shopId_subject_id_idx" ON "audit_events"("shopId", "subject", "id");

