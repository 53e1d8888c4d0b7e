-- A refund changes an order, its award and its member. Where their page has room for the new version and no index holds what changed, no index is written anew: with
-- many orders stored each entry of an index lies on a page of its own. Pages that are full already stay so; new ones leave room.
ALTER TABLE "orders" SET (fillfactor = 80);
ALTER TABLE "awards" SET (fillfactor = 85);
ALTER TABLE "members" SET (fillfactor = 80);

-- Nothing is looked for by it, and every order would write it anew.
DROP INDEX "members_by_activity";
