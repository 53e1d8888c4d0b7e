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

