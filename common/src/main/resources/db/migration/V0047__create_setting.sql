-- What operators have changed while services run: all of it, a row for each change, so that the table is its own history.
-- Of a key the highest version is in force; without a value the environment is again. Two who change a key at once want the
-- same version, and one of them has to look again.
CREATE TABLE core.setting (
    key        text        NOT NULL,
    version    int         NOT NULL,
    value      text,
    changed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    changed_by text        NOT NULL,
    reason     text        NOT NULL,
    CONSTRAINT setting_pkey PRIMARY KEY (key, version),
    CONSTRAINT setting_version_positive CHECK (version > 0),
    CONSTRAINT setting_reason_given CHECK (length(reason) BETWEEN 1 AND 500)
);
GRANT SELECT, INSERT ON core.setting TO nightmail_machinery;
