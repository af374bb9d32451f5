-- How much others have to bear just now: how far the slowest replica is behind, and how many connections to this
-- database wait for a lock. What only stores the log, such as pg_receivewal, replays nothing, and is never behind. The lag
-- is NULL without a replica, and as long as the owner may not see it, which only a superuser can change:
-- GRANT pg_read_all_stats TO nightmail_owner.
CREATE FUNCTION jobs.strain(OUT lag interval, OUT waiting bigint)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT (SELECT max(replay_lag) FROM pg_stat_replication WHERE replay_lsn IS NOT NULL),
           (SELECT count(DISTINCT l.pid) FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
            WHERE NOT l.granted AND a.datname = current_database())
$$;
REVOKE ALL ON FUNCTION jobs.strain() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION jobs.strain() TO nightmail_worker;
