-- CreateTable
CREATE TABLE "ledger_proofs" (
    "shopId" INTEGER NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "startedBy" TEXT NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "finishedAt" TIMESTAMPTZ(3) NOT NULL,
    "members" INTEGER NOT NULL,
    "entries" BIGINT NOT NULL,
    "awards" INTEGER NOT NULL,
    "redemptions" INTEGER NOT NULL,
    "found" INTEGER NOT NULL,
    "faults" JSONB NOT NULL,

    CONSTRAINT "ledger_proofs_pkey" PRIMARY KEY ("shopId","id")
);
