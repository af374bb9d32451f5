-- What the object of an attachment was when it was stored; empty for those of before.
ALTER TABLE sync.body_part ADD COLUMN sha256 text NOT NULL DEFAULT '';
