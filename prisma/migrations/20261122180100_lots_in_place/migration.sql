-- A lot from which a part is taken stays in its place: the indexes ask whether it is open, and not how much remains, which changes with every use of it.
-- The table is written anew once, a minute for ten million lots.
ALTER TABLE "lots" SET (fillfactor = 85);
ALTER TABLE "lots" ADD COLUMN "open" BOOLEAN GENERATED ALWAYS AS ("remaining" > 0) STORED;

DROP INDEX "lots_expiring";
DROP INDEX "lots_maturing";
DROP INDEX "lots_open";
DROP INDEX "lots_idle";
CREATE INDEX "lots_expiring" ON "lots" ("shopId", "expiresAt", "memberId") WHERE "open" AND "expiresAt" IS NOT NULL;
CREATE INDEX "lots_maturing" ON "lots" ("shopId", "maturesAt", "memberId") WHERE "open" AND "maturesAt" IS NOT NULL;
CREATE INDEX "lots_open" ON "lots" ("shopId", "memberId") WHERE "open";
CREATE INDEX "lots_idle" ON "lots" ("shopId", "memberId") WHERE "open" AND "idleDays" IS NOT NULL;
