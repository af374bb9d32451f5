-- Why a mailbox is not read before anybody asks: junk, trash, or because it is a label, whose messages are read elsewhere.
ALTER TABLE sync.mailbox ADD COLUMN deselected_for text NOT NULL DEFAULT '';
UPDATE sync.mailbox SET deselected_for = role WHERE NOT selected AND role IN ('junk', 'trash');

-- Gmail's own ids (unsigned, of 64 bits), and labels as people read them.
ALTER TABLE sync.message
    ADD COLUMN gmail_message_id numeric(20),
    ADD COLUMN gmail_thread_id numeric(20),
    ADD COLUMN labels text[];
CREATE INDEX message_gmail_id ON sync.message (account_id, gmail_message_id) WHERE gmail_message_id IS NOT NULL;
