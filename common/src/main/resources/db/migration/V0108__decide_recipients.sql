-- Recipients are decided one by one. Both arrays run beside recipients; they are empty while state and reply hold for all.
ALTER TABLE mail.outgoing_message
    ADD COLUMN recipient_states  text[] NOT NULL DEFAULT '{}',
    ADD COLUMN recipient_replies text[] NOT NULL DEFAULT '{}',
    ADD CONSTRAINT outgoing_message_recipient_states_known CHECK (
        recipient_states <@ ARRAY ['waiting', 'offered', 'sent', 'failed', 'uncertain']),
    ADD CONSTRAINT outgoing_message_recipients_have_states CHECK (
        cardinality(recipient_states) IN (0, cardinality(recipients))
            AND cardinality(recipient_replies) = cardinality(recipient_states)),
    DROP CONSTRAINT outgoing_message_state_known,
    ADD CONSTRAINT outgoing_message_state_known CHECK (
        state IN ('queued', 'sent', 'partly-sent', 'failed', 'uncertain')),
    DROP CONSTRAINT outgoing_message_ended_unless_open,
    ADD CONSTRAINT outgoing_message_ended_unless_open CHECK (
        (state IN ('sent', 'partly-sent', 'failed')) = (ended_at IS NOT NULL));
GRANT UPDATE (recipient_states, recipient_replies) ON mail.outgoing_message TO nightmail_worker;

-- How far each attempt to send a message came. number is that of the job's attempt. replies and words run beside the
-- message's recipients: what the server said, in short and in its own words, and empty where it was not asked.
CREATE TABLE mail.attempt (
    message_id uuid        NOT NULL REFERENCES mail.outgoing_message ON DELETE CASCADE,
    number     integer     NOT NULL,
    tenant_id  uuid        NOT NULL,
    began_at   timestamptz NOT NULL,
    ended_at   timestamptz NOT NULL,
    phase      text        NOT NULL,
    replies    text[]      NOT NULL,
    words      text[]      NOT NULL,
    PRIMARY KEY (message_id, number)
);
SELECT core.isolate_tenants('mail.attempt');
GRANT SELECT ON mail.attempt TO nightmail_request, nightmail_worker;
GRANT INSERT ON mail.attempt TO nightmail_worker;
