-- What the home page draws, summed by the quarter of an hour. Every time zone's days and months begin with one, so any period of any shop is a sum of some of them.
CREATE TABLE "activity_sums" (
    "shopId" INTEGER NOT NULL,
    "quarter" TIMESTAMPTZ(3) NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "issued" BIGINT NOT NULL,
    "spent" BIGINT NOT NULL,

    CONSTRAINT "activity_sums_pkey" PRIMARY KEY ("shopId","quarter","id")
);

-- Whoever adds entries adds their sums in the same statement, as rows of their own: the sums are those of the entries at every moment, and no two writers
-- wait for each other. A job folds the rows of a quarter into one, whose id is 0.
CREATE FUNCTION sum_activity() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "activity_sums" ("shopId", "quarter", "issued", "spent")
  SELECT "shopId", date_bin('15 minutes', "happenedAt", TIMESTAMPTZ '2000-01-01 00:00:00+00'),
    coalesce(sum("points") FILTER (WHERE "kind" IN ('earn', 'clawback', 'adjust')), 0),
    coalesce(-sum("points") FILTER (WHERE "kind" IN ('redeem', 'restore')), 0)
  FROM added WHERE "kind" <> 'expire' GROUP BY 1, 2;
  RETURN NULL;
END
$$;

CREATE TRIGGER ledger_entries_are_summed AFTER INSERT ON "ledger_entries"
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION sum_activity();

-- The entries there were before. Nobody adds any meanwhile: making the trigger has locked the table against writers until this migration is through.
INSERT INTO "activity_sums" ("shopId", "quarter", "id", "issued", "spent")
SELECT "shopId", date_bin('15 minutes', "happenedAt", TIMESTAMPTZ '2000-01-01 00:00:00+00'), 0,
  coalesce(sum("points") FILTER (WHERE "kind" IN ('earn', 'clawback', 'adjust')), 0),
  coalesce(-sum("points") FILTER (WHERE "kind" IN ('redeem', 'restore')), 0)
FROM "ledger_entries" WHERE "kind" <> 'expire' GROUP BY 1, 2;
