-- What owners edit of an account: counted, for If-Match; and how deep its first sync goes, whole by default.
ALTER TABLE sync.account
    ADD COLUMN version        int NOT NULL DEFAULT 1,
    ADD COLUMN depth_messages int,
    ADD COLUMN depth_since    date,
    ADD CONSTRAINT account_depth_known CHECK (
        depth_messages > 0 AND depth_since IS NULL OR depth_messages IS NULL);
