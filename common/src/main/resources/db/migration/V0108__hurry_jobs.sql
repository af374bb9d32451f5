-- Who asks for a job that waits already makes it as urgent as the asking.
GRANT UPDATE (priority, run_at) ON jobs.job TO nightmail_request;
