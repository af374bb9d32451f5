-- Lists of a tenant's jobs that are over, newest first: ids sort by the time of their making. Live jobs are few, and an
-- index of them by tenant would cost the queue half of its pace: their list goes by the primary key.
CREATE INDEX attempt_tenant ON jobs.attempt (tenant_id, job_state, job_id) WHERE job_state IS NOT NULL;
