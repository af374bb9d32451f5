-- How accounts and ledgers fare, for the machinery: which, and nothing of what is in them.
CREATE INDEX account_failing ON sync.account (id) WHERE active AND state IN ('warning', 'error');
CREATE INDEX mailbox_with_problem ON sync.mailbox (id) WHERE problem <> '';
SELECT core.open_to_machinery('sync.mailbox');
GRANT SELECT (id, problem) ON sync.mailbox TO nightmail_machinery;

CREATE VIEW sync.failing_account WITH (security_invoker = true) AS
SELECT id, tenant_id, state FROM sync.account WHERE active AND state IN ('warning', 'error');
GRANT SELECT ON sync.failing_account TO nightmail_machinery;

CREATE VIEW sync.unhealthy_mailbox WITH (security_invoker = true) AS
SELECT id FROM sync.mailbox WHERE problem <> '';
GRANT SELECT ON sync.unhealthy_mailbox TO nightmail_machinery;
