-- Whether the message says more than was read of it.
ALTER TABLE sync.body ADD COLUMN truncated boolean NOT NULL DEFAULT false;
