-- CreateTable
CREATE TABLE "woocommerce_connections" (
    "shopId" INTEGER NOT NULL,
    "storeUrl" TEXT NOT NULL,
    "doorId" TEXT NOT NULL,
    "deliverTo" TEXT NOT NULL,
    "consumerKey" TEXT NOT NULL,
    "consumerSecret" TEXT NOT NULL,
    "webhookSecret" TEXT NOT NULL,
    "pluginSecret" TEXT NOT NULL,
    "signing" TEXT NOT NULL DEFAULT 'basic',
    "webhooks" JSONB NOT NULL DEFAULT '{}',
    "state" TEXT NOT NULL DEFAULT 'connected',
    "problem" TEXT,
    "problemSince" TIMESTAMPTZ(3),
    "pluginVersion" TEXT,
    "auditedAt" TIMESTAMPTZ(3),
    "auditCursor" TEXT,
    "auditSince" TIMESTAMPTZ(3),
    "checkedAt" TIMESTAMPTZ(3),
    "connectedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "woocommerce_connections_pkey" PRIMARY KEY ("shopId")
);

-- CreateTable
CREATE TABLE "store_watches" (
    "shopId" INTEGER NOT NULL,
    "errorBodies" INTEGER NOT NULL DEFAULT 0,
    "lastErrorAt" TIMESTAMPTZ(3),
    "lastErrorCode" TEXT,
    "refused" INTEGER NOT NULL DEFAULT 0,
    "lastRefusedAt" TIMESTAMPTZ(3),
    "webhooksEnabled" INTEGER NOT NULL DEFAULT 0,
    "webhooksRemade" INTEGER NOT NULL DEFAULT 0,
    "lastMendedAt" TIMESTAMPTZ(3),
    "webhooksSeenAt" TIMESTAMPTZ(3),
    "sweptAt" TIMESTAMPTZ(3),
    "sweepFound" INTEGER NOT NULL DEFAULT 0,
    "auditedAt" TIMESTAMPTZ(3),
    "auditLooked" INTEGER NOT NULL DEFAULT 0,
    "auditChanged" INTEGER NOT NULL DEFAULT 0,
    "auditMissing" INTEGER NOT NULL DEFAULT 0,
    "heldOrders" JSONB,
    "heldOf" INTEGER NOT NULL DEFAULT 0,
    "heldAt" TIMESTAMPTZ(3),

    CONSTRAINT "store_watches_pkey" PRIMARY KEY ("shopId")
);

-- CreateTable
CREATE TABLE "woocommerce_requests" (
    "stateHash" TEXT NOT NULL,
    "storeUrl" TEXT NOT NULL,
    "deliverTo" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "importDays" INTEGER,
    "keys" TEXT,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "problem" TEXT,
    "shopId" INTEGER,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "woocommerce_requests_pkey" PRIMARY KEY ("stateHash")
);

