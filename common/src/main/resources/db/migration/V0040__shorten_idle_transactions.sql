-- A process that stands still in the middle of a chunk holds its job's row, and nobody can rescue the job before the
-- transaction ends. So that ends as soon as the process must have given up its jobs itself, and before its lease.
ALTER ROLE nightmail_app SET idle_in_transaction_session_timeout = '7s';
