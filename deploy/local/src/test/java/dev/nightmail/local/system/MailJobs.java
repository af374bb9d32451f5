package dev.nightmail.local.system;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the tables tell of the jobs that sent an account's mail, once all of them have ended.
 *
 * @param account its id
 */
record MailJobs(Database database, String account) {
    private static final String ATTEMPTS =
            """
            with ours as (
                select a.* from jobs.attempt a join mail.outgoing_message m on m.job_id = a.job_id
                where m.account_id = ?::uuid)
            """;

    /** How often attempts ended in each way. */
    Map<String, Long> outcomes() {
        var outcomes = new TreeMap<String, Long>();
        database.grouped(ATTEMPTS + "select outcome, job_id from ours", account)
                .forEach((outcome, jobs) -> outcomes.put(outcome, (long) jobs.size()));
        return outcomes;
    }

    /** How the jobs that an incident cut off were left by its victim. */
    List<String> cutOff(Incident incident) {
        return database.texts(
                ATTEMPTS
                        + """
                        select outcome || ' ' || error_code from ours
                        where worker_id = ?::uuid and ended_at >= ?
                          and error_code in ('worker-died', 'not-begun', 'shutdown')
                        """,
                account,
                incident.worker(),
                incident.began());
    }

    /** From the fault until each of the jobs that it cut off ran in another process. */
    Takeovers takeovers(Incident incident) {
        var takeovers = new Takeovers();
        database.times(
                        ATTEMPTS
                                + """
                                select coalesce(min(next.started_at), 'infinity')
                                from ours lost left join ours next
                                  on next.job_id = lost.job_id and next.token > lost.token
                                 and next.worker_id <> lost.worker_id and next.error_code <> 'no-slot'
                                where lost.worker_id = ?::uuid and lost.error_code in ('worker-died', 'not-begun', 'shutdown')
                                group by lost.job_id
                                """,
                        account,
                        incident.worker())
                .forEach(began -> takeovers.add(incident.began(), began));
        return takeovers;
    }

    /**
     * The jobs that an incident left in doubt: begun by its victim before it, and never settled.
     */
    Set<String> leftInDoubt(Incident incident) {
        return new TreeSet<>(
                database.texts(
                        ATTEMPTS
                                + """
                                select e.job_id from jobs.effect e join ours on ours.job_id = e.job_id and ours.token = e.token
                                where e.settled_at is null and ours.worker_id = ?::uuid and e.intended_at < ?
                                """,
                        account,
                        incident.worker(),
                        incident.over()));
    }

    /**
     * What a claim wrote after it was over: a second end of it, an end behind the beginning of the
     * next claim, or the settling of its effect.
     */
    long staleWrites() {
        return database.number(
                ATTEMPTS
                        + """
                        select (select count(*) - count(distinct token) from ours)
                             + (select count(*) from ours a join ours b
                                on b.job_id = a.job_id and b.token > a.token and b.started_at < a.ended_at)
                             + (select count(*) from ours a join jobs.effect e
                                on e.job_id = a.job_id and e.token = a.token and e.settled_at > a.ended_at)
                        """,
                account);
    }

    /** Messages whose state is not what their one last attempt says. */
    long contradictions() {
        return database.number(
                """
                select count(*) from (
                    select m.state, count(a.job_id) filter (where a.job_state = 'completed') as completed,
                           count(a.job_id) filter (where a.job_state is not null) as ends
                    from mail.outgoing_message m left join jobs.attempt a on a.job_id = m.job_id
                    where m.account_id = ?::uuid group by m.id) told
                where (state, completed, ends) not in (('sent', 1, 1), ('uncertain', 0, 0))
                """,
                account);
    }

    /** Jobs that somebody is said to run. */
    long running() {
        return database.number(
                "select count(*) from jobs.job where state = 'running' and queue = 'mail'");
    }

    /** Jobs that this worker is said to run. */
    long running(String worker) {
        return database.number(
                "select count(*) from jobs.job where state = 'running' and worker_id = ?::uuid",
                worker);
    }

    /** Attempts that jobs have spent which have not ended. */
    long spent() {
        return database.number(
                """
                select coalesce(sum(j.failures), 0) from jobs.job j
                join mail.outgoing_message m on m.job_id = j.id where m.account_id = ?::uuid
                """,
                account);
    }
}
