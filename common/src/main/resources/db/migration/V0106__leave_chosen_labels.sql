-- A mailbox that shows a label cannot be chosen any more, since each message in it is read elsewhere. What was chosen is
-- left by the account's next sync, which finds once more that it is a label.
UPDATE sync.mailbox SET deselected_for = '' WHERE selected AND deselected_for = 'label';
