-- Lists of messages, newest first: of a mailbox, of a sender, of what is not read, of what is flagged.
CREATE INDEX message_mailbox_date ON sync.message (mailbox_id, internal_date DESC, id DESC);
CREATE INDEX message_sender_date ON sync.message (account_id, sender, internal_date DESC, id DESC) WHERE sender <> '';
CREATE INDEX message_unseen_date ON sync.message (account_id, internal_date DESC, id DESC)
    WHERE NOT flags @> ARRAY['\Seen'];
CREATE INDEX message_unseen_mailbox ON sync.message (mailbox_id, internal_date DESC, id DESC)
    WHERE NOT flags @> ARRAY['\Seen'];
CREATE INDEX message_flagged_date ON sync.message (account_id, internal_date DESC, id DESC)
    WHERE flags @> ARRAY['\Flagged'];
