-- Whose server it is was found by four expressions for each account that was due, many times a second. Who changes
-- sync.provider_of later has to set this expression anew: what is stored does not follow the function.
ALTER TABLE sync.account ADD COLUMN provider text GENERATED ALWAYS AS (sync.provider_of(imap_host)) STORED;
GRANT SELECT (provider) ON sync.account TO nightmail_machinery;
