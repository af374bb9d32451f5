-- How the machinery fares: what was read at the last look, what is wrong, what has been wrong. Numbers and names of kinds,
-- queues and services only: nothing of a tenant's.
CREATE SCHEMA health;
GRANT USAGE ON SCHEMA health TO nightmail_machinery;

-- What is looked at every few seconds. The row is locked during a look, so that of many processes one does it.
CREATE TABLE health.probe (
    name      text        PRIMARY KEY,
    since     timestamptz NOT NULL,
    looked_at timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON health.probe TO nightmail_machinery;

-- What the last look of each probe has found.
CREATE TABLE health.reading (
    name     text   NOT NULL,
    subject  text   NOT NULL,
    probe    text   NOT NULL REFERENCES health.probe (name),
    verdict  text   NOT NULL,
    numbers  jsonb  NOT NULL,
    troubles text[] NOT NULL,
    PRIMARY KEY (name, subject),
    CONSTRAINT reading_verdict_known CHECK (verdict IN ('ok', 'warn', 'fail'))
);
GRANT SELECT, INSERT, UPDATE, DELETE ON health.reading TO nightmail_machinery;

-- A trouble that a look has found: one open row for each trouble of a subject. It is resolved when it has been well for a
-- while, and kept.
CREATE TABLE health.alert (
    id           uuid        PRIMARY KEY,
    kind         text        NOT NULL,
    subject      text        NOT NULL,
    probe        text        NOT NULL,
    severity     text        NOT NULL,
    numbers      jsonb       NOT NULL,
    raised_at    timestamptz NOT NULL,
    last_seen_at timestamptz NOT NULL,
    well_since   timestamptz,
    resolved_at  timestamptz,
    CONSTRAINT alert_severity_known CHECK (severity IN ('critical', 'warning'))
);
CREATE UNIQUE INDEX alert_open ON health.alert (kind, subject) WHERE resolved_at IS NULL;
CREATE INDEX alert_open_id ON health.alert (id) WHERE resolved_at IS NULL;
GRANT SELECT, INSERT, UPDATE ON health.alert TO nightmail_machinery;

-- What the attempts of a kind come to, counted on from look to look: all that ended until then is in it.
CREATE TABLE health.kind_history (
    kind            text        PRIMARY KEY,
    until           timestamptz NOT NULL,
    last_ended_at   timestamptz,
    last_success_at timestamptz,
    failures_in_row bigint      NOT NULL DEFAULT 0
);
GRANT SELECT, INSERT, UPDATE ON health.kind_history TO nightmail_machinery;

-- The same by ten minutes, for a day; longest is in seconds.
CREATE TABLE health.tally (
    kind        text        NOT NULL,
    slot        timestamptz NOT NULL,
    completed   bigint      NOT NULL,
    failed      bigint      NOT NULL,
    discarded   bigint      NOT NULL,
    quarantined bigint      NOT NULL,
    other       bigint      NOT NULL,
    longest     float8      NOT NULL,
    PRIMARY KEY (kind, slot)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON health.tally TO nightmail_machinery;

-- How long an attempt usually takes at most, and how long it may take; NULL in rows of a release that does not say.
ALTER TABLE jobs.kind ADD COLUMN expected interval, ADD COLUMN greatest interval;

-- That a service's schedules were walked, by what woke the walk: quartz, or external. since is when the present row of
-- walks began, without a longer pause.
CREATE TABLE jobs.walk (
    service   text        NOT NULL,
    woken_by  text        NOT NULL,
    since     timestamptz NOT NULL,
    walked_at timestamptz NOT NULL,
    PRIMARY KEY (service, woken_by),
    CONSTRAINT walk_woken_by_known CHECK (woken_by IN ('quartz', 'external'))
);
GRANT SELECT, INSERT, UPDATE, DELETE ON jobs.walk TO nightmail_machinery;

-- Writes that were refused because the job was no longer the writer's, by kind and ten minutes.
CREATE TABLE jobs.stale_write (
    kind       text        NOT NULL,
    slot       timestamptz NOT NULL,
    refused    bigint      NOT NULL,
    refused_at timestamptz NOT NULL,
    PRIMARY KEY (kind, slot)
);
CREATE INDEX stale_write_refused_at ON jobs.stale_write (refused_at);
GRANT SELECT, INSERT, UPDATE ON jobs.stale_write TO nightmail_machinery;
