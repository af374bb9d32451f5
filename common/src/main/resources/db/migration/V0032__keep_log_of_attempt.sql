-- What the log said of an attempt that did not succeed, and the id by which all that it said is found where logs are
-- kept. The id is made from what the row has, and costs nothing. Both tables stay alike, column by column.
ALTER TABLE jobs.attempt ADD COLUMN log text;
ALTER TABLE jobs.attempt ADD COLUMN trace_id text GENERATED ALWAYS AS (
    right(replace(job_id::text, '-', ''), 16) || lpad(to_hex(token), 16, '0')) VIRTUAL;

ALTER TABLE jobs.job_failure ADD COLUMN log text;
ALTER TABLE jobs.job_failure ADD COLUMN trace_id text;
