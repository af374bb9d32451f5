CREATE SCHEMA notify;
GRANT USAGE ON SCHEMA notify TO nightmail_worker;

-- What somebody is to be told, once for each time that it happens to a subject (of a job: its attempts by then); the
-- recipient is known when it is sent.
CREATE TABLE notify.notification (
    id         uuid        PRIMARY KEY,
    tenant_id  uuid        NOT NULL,
    type       text        NOT NULL,
    subject_id uuid        NOT NULL,
    occurrence int         NOT NULL,
    data       jsonb       NOT NULL,
    state      text        NOT NULL DEFAULT 'queued',
    recipient  text        NOT NULL DEFAULT '',
    message_id text        NOT NULL DEFAULT '',
    created_at timestamptz NOT NULL,
    ended_at   timestamptz,
    CONSTRAINT notification_unique UNIQUE (tenant_id, type, subject_id, occurrence),
    CONSTRAINT notification_state_known CHECK (state IN ('queued', 'sent', 'skipped', 'failed')),
    CONSTRAINT notification_ended_unless_queued CHECK ((state = 'queued') = (ended_at IS NULL))
);
SELECT core.isolate_tenants('notify.notification');
GRANT SELECT, INSERT ON notify.notification TO nightmail_worker;
GRANT UPDATE (state, recipient, message_id, ended_at) ON notify.notification TO nightmail_worker;
