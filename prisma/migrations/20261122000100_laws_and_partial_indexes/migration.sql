-- What Prisma's schema cannot say: laws kept by the database itself, and partial indexes for the jobs.

-- Law 3: the ledger only grows. Rows leave only with the whole shop (shop/redact), which sets this flag for its own statement.
CREATE FUNCTION forbid_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND current_setting('vafa.redacting_shop', true) = OLD."shopId"::text THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION '% rows are never changed', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER ledger_entries_only_grow BEFORE UPDATE OR DELETE ON "ledger_entries"
  FOR EACH ROW EXECUTE FUNCTION forbid_change();

-- Law 2: terms are immutable.
CREATE TRIGGER terms_are_immutable BEFORE UPDATE OR DELETE ON "terms"
  FOR EACH ROW EXECUTE FUNCTION forbid_change();

-- No lot below zero or above what it opened with, no allocation that returns more than it took, no negative debt.
ALTER TABLE "lots" ADD CONSTRAINT "lots_remaining_within" CHECK ("remaining" >= 0 AND "remaining" <= "points");
ALTER TABLE "allocations" ADD CONSTRAINT "allocations_returned_within" CHECK ("points" > 0 AND "returned" >= 0 AND "returned" <= "points");
ALTER TABLE "debts" ADD CONSTRAINT "debts_positive" CHECK ("owed" > 0);
ALTER TABLE "ledger_entries" ADD CONSTRAINT "entries_move_points" CHECK ("points" <> 0);
ALTER TABLE "redemptions" ADD CONSTRAINT "redemptions_restored_within" CHECK ("restored" >= 0 AND "restored" <= "points");

-- Work waiting, by shop, so that one shop's backlog never hides another's.
CREATE INDEX "inbox_waiting" ON "inbox" ("shopId", "id") WHERE "state" = 'new';
CREATE INDEX "inbox_parked" ON "inbox" ("shopId", "id") WHERE "state" = 'parked';
CREATE INDEX "inbox_by_topic" ON "inbox" ("shopId", "topic", "receivedAt");
CREATE INDEX "outbox_waiting" ON "outbox" ("shopId", "dueAt") WHERE "state" = 'new';
CREATE INDEX "lots_expiring" ON "lots" ("shopId", "expiresAt", "memberId") WHERE "remaining" > 0 AND "expiresAt" IS NOT NULL;
CREATE INDEX "lots_maturing" ON "lots" ("shopId", "maturesAt", "memberId") WHERE "remaining" > 0 AND "maturesAt" IS NOT NULL;
CREATE INDEX "lots_open" ON "lots" ("shopId", "memberId") WHERE "remaining" > 0;
CREATE INDEX "lots_by_order" ON "lots" ("shopId", "memberId", "orderId") WHERE "orderId" IS NOT NULL;
CREATE INDEX "redemptions_open" ON "redemptions" ("shopId", "deadline") WHERE "state" IN ('reserved', 'issued');
-- Prefix search by word within one shop.
CREATE INDEX "member_words_prefix" ON "member_words" ("shopId", "word" text_pattern_ops, "memberId");
