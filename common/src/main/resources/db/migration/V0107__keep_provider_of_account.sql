-- Whose server it is was found by four expressions for each account that was due, many times a second.
ALTER TABLE sync.account ADD COLUMN provider text GENERATED ALWAYS AS (sync.provider_of(imap_host)) STORED;
GRANT SELECT (provider) ON sync.account TO nightmail_machinery;
