-- Since when an account fails, as was told; it has recovered with the next sync that succeeds, whatever its state was made
-- meanwhile, such as by a new secret.
ALTER TABLE sync.account ADD COLUMN failing_since timestamptz;
