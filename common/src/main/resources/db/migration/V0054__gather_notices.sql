-- Notices that wait are mailed together: in which mail each goes is written before it leaves.
ALTER TABLE notify.notification ADD COLUMN carrier_id uuid;
GRANT UPDATE (carrier_id) ON notify.notification TO nightmail_worker;
CREATE INDEX notification_queued ON notify.notification (tenant_id, id) WHERE state = 'queued';
