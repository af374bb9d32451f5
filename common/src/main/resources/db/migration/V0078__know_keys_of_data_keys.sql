-- Under which key of the key set a data key is wrapped, so that it is exchanged with all others: one that were forgotten
-- would be lost with the old key, and every object of its owner with it.
ALTER TABLE core.data_key
    ADD COLUMN wrapped_key bytea GENERATED ALWAYS AS (substring(wrapped FROM 1 FOR 5)) STORED;
CREATE INDEX data_key_wrapped_key ON core.data_key (wrapped_key, tenant_id);
SELECT core.open_to_machinery('core.data_key');
GRANT SELECT (tenant_id, wrapped_key) ON core.data_key TO nightmail_machinery;
