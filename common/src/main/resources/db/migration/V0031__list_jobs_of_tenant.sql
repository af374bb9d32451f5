-- Lists of a tenant's jobs, newest first: ids sort by the time of their making. Running jobs are few, and are found by
-- their workers, so that a claim adds nothing to the first of these.
CREATE INDEX job_tenant ON jobs.job (tenant_id, id) WHERE state <> 'running';
CREATE INDEX attempt_tenant ON jobs.attempt (tenant_id, job_state, job_id) WHERE job_state IS NOT NULL;
