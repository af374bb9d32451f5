-- A run that has destroyed rows is in the audit with its end, however it ends: completed, failed, or taken from a process
-- that died. A dry run has destroyed nothing.
CREATE FUNCTION jobs.audit_destruction() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO core.audit (id, tenant_id, at, action, entity, actor, critical, details)
    VALUES (uuidv7(), NEW.tenant_id, NEW.ended_at, 'job.destroy', 'job:' || NEW.job_id, NEW.actor, true,
            jsonb_build_object(
                'kind', NEW.kind, 'attempt', NEW.attempt, 'outcome', NEW.outcome, 'counts', NEW.counts,
                'milliseconds', round(extract(epoch FROM NEW.ended_at - NEW.started_at) * 1000)));
    RETURN NULL;
END $$;
CREATE TRIGGER attempt_has_destroyed AFTER INSERT ON jobs.attempt FOR EACH ROW
    WHEN (NEW.counts -> 'destroyed' IS NOT NULL AND NOT NEW.dry_run)
    EXECUTE FUNCTION jobs.audit_destruction();
