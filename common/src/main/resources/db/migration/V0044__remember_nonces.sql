-- The nonces of signed calls of late, of all services: a call that somebody has seen opens nothing a second time.
CREATE TABLE core.nonce (
    nonce      text        PRIMARY KEY,
    expires_at timestamptz NOT NULL,
    CONSTRAINT nonce_length CHECK (length(nonce) BETWEEN 16 AND 64)
);
CREATE INDEX nonce_expires_at ON core.nonce (expires_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON core.nonce TO nightmail_machinery;
