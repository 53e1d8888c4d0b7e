-- A payload that is small once it is compressed stays in its row. In a table of its own it costs several rows more to write, to find again and to forget.
ALTER TABLE "inbox" SET (toast_tuple_target = 8160);
