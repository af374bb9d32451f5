-- A schedule is only a source of ticks; a tick is one due moment, and its row is what makes it happen once.
CREATE TABLE jobs.schedule (
    name       text        PRIMARY KEY,
    service    text        NOT NULL,
    kind       text        NOT NULL,
    cron       text        NOT NULL,
    zone       text        NOT NULL,
    release    int         NOT NULL,
    last_tick  timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON jobs.schedule TO nightmail_machinery;

CREATE TABLE jobs.tick (
    schedule   text        NOT NULL,
    due_at     timestamptz NOT NULL,
    reason     text        NOT NULL,
    job_id     uuid,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (schedule, due_at),
    CONSTRAINT tick_reason_known CHECK (reason IN ('ran', 'caught-up', 'skipped-overlap', 'skipped-late')),
    CONSTRAINT tick_has_job_iff_it_ran CHECK ((job_id IS NOT NULL) = (reason IN ('ran', 'caught-up')))
);
GRANT SELECT, INSERT, DELETE ON jobs.tick TO nightmail_machinery;
