-- Where messages lie in one mailbox and have labels, the list of those that are in the inbox, newest first.
CREATE INDEX message_inbox_date ON sync.message (account_id, internal_date DESC, id DESC)
    WHERE labels @> ARRAY['\Inbox'];
