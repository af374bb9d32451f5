CREATE SCHEMA events;
GRANT USAGE ON SCHEMA events TO nightmail_request, nightmail_worker, nightmail_machinery;

-- Facts on their way to Kafka: inserted in the transaction of the change, deleted when the broker has them.
CREATE TABLE events.outbox (
    id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tenant_id  uuid        NOT NULL,
    service    text        NOT NULL,
    topic      text        NOT NULL,
    key        text        NOT NULL,
    event      text        NOT NULL,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX outbox_service_id ON events.outbox (service, id);
SELECT core.isolate_tenants('events.outbox');
SELECT core.open_to_machinery('events.outbox');
GRANT INSERT ON events.outbox TO nightmail_request, nightmail_worker;
GRANT SELECT, INSERT, DELETE ON events.outbox TO nightmail_machinery;

-- The one process of a service that relays; another takes over when its worker row has expired.
CREATE TABLE events.relay (
    service   text PRIMARY KEY,
    worker_id uuid NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON events.relay TO nightmail_machinery;

-- Facts that a consumer has dealt with: inserted in the transaction of the effect, so that a repeat does nothing.
CREATE TABLE events.inbox (
    consumer   text        NOT NULL,
    event_time timestamptz NOT NULL,
    event_id   uuid        NOT NULL,
    PRIMARY KEY (consumer, event_time, event_id)
) PARTITION BY RANGE (event_time);
GRANT SELECT, INSERT ON events.inbox TO nightmail_worker, nightmail_machinery;
