-- A schedule is only a source of ticks; a tick is one due moment, and its row is what makes it happen once. The rows
-- say what the highest release that has run declares; a lower one changes nothing.
CREATE TABLE jobs.schedule (
    name          text        PRIMARY KEY,
    service       text        NOT NULL,
    kind          text        NOT NULL,
    version       int         NOT NULL,
    release       int         NOT NULL,
    -- Rises with each change of timing or policy. What is due in a revision is due after revised_at.
    revision      int         NOT NULL,
    revised_at    timestamptz NOT NULL,
    cron          text,
    zone          text,
    every         interval,
    overlap       text        NOT NULL,
    catch_up      text        NOT NULL,
    catch_up_most int,
    jitter        interval    NOT NULL,
    -- All that was due until then has its tick.
    last_tick     timestamptz NOT NULL,
    created_at    timestamptz NOT NULL,
    paused_at     timestamptz,
    paused_by     text        NOT NULL DEFAULT '',
    pause_reason  text        NOT NULL DEFAULT '',
    -- No longer declared by its service.
    retired_at    timestamptz,
    CONSTRAINT schedule_has_cron_or_interval CHECK (
        (cron IS NULL) = (zone IS NULL) AND (cron IS NULL) <> (every IS NULL)),
    CONSTRAINT schedule_overlap_known CHECK (overlap IN ('skip', 'queue')),
    CONSTRAINT schedule_catch_up_known CHECK (catch_up IN ('latest', 'all', 'none')),
    CONSTRAINT schedule_catch_up_most_iff_all CHECK ((catch_up_most IS NOT NULL) = (catch_up = 'all'))
);
GRANT SELECT, INSERT, UPDATE ON jobs.schedule TO nightmail_machinery;

-- Pauses that are over: a walk that comes later still has to know what was due in one.
CREATE TABLE jobs.schedule_pause (
    schedule   text        NOT NULL,
    paused_at  timestamptz NOT NULL,
    paused_by  text        NOT NULL,
    reason     text        NOT NULL,
    resumed_at timestamptz NOT NULL,
    resumed_by text        NOT NULL,
    PRIMARY KEY (schedule, paused_at)
);
GRANT SELECT, INSERT ON jobs.schedule_pause TO nightmail_machinery;

-- A row with moments > 1 stands for its moment and for so many - 1 right before it, none of which gave a job.
CREATE TABLE jobs.tick (
    schedule   text        NOT NULL,
    due_at     timestamptz NOT NULL,
    revision   int         NOT NULL,
    reason     text        NOT NULL,
    moments    int         NOT NULL,
    job_id     uuid,
    -- How the job ended; written when its attempts are dropped, and until then found there.
    job_state  text,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (schedule, due_at),
    CONSTRAINT tick_reason_known CHECK (
        reason IN ('ran', 'caught-up', 'skipped-overlap', 'skipped-late', 'missed-down', 'paused')),
    CONSTRAINT tick_has_job_iff_it_ran CHECK ((job_id IS NOT NULL) = (reason IN ('ran', 'caught-up'))),
    CONSTRAINT tick_with_job_is_one_moment CHECK (moments = 1 OR (moments > 1 AND job_id IS NULL))
);
GRANT SELECT, INSERT, DELETE ON jobs.tick TO nightmail_machinery;

-- From now on nothing of the schedule starts. False when there is none of that name, or it is paused already.
CREATE FUNCTION jobs.pause_schedule(schedule_name text, actor text, why text) RETURNS boolean
LANGUAGE plpgsql AS $$
BEGIN
    -- A walk that is under way ends first: the clock is read after it.
    PERFORM FROM jobs.schedule WHERE name = schedule_name FOR UPDATE;
    UPDATE jobs.schedule SET paused_at = jobs.clock(), paused_by = actor, pause_reason = why
    WHERE name = schedule_name AND paused_at IS NULL;
    RETURN FOUND;
END $$;

-- What was due in the pause stays undone. False when there is none of that name, or it is not paused.
CREATE FUNCTION jobs.resume_schedule(schedule_name text, actor text) RETURNS boolean
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM jobs.schedule WHERE name = schedule_name FOR UPDATE;
    INSERT INTO jobs.schedule_pause (schedule, paused_at, paused_by, reason, resumed_at, resumed_by)
    SELECT name, paused_at, paused_by, pause_reason, jobs.clock(), actor
    FROM jobs.schedule WHERE name = schedule_name AND paused_at IS NOT NULL;
    UPDATE jobs.schedule SET paused_at = NULL, paused_by = '', pause_reason = ''
    WHERE name = schedule_name AND paused_at IS NOT NULL;
    RETURN FOUND;
END $$;

REVOKE ALL ON FUNCTION jobs.pause_schedule(text, text, text), jobs.resume_schedule(text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION jobs.pause_schedule(text, text, text), jobs.resume_schedule(text, text)
    TO nightmail_machinery;
