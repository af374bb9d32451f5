package dev.nightmail.common.engine;

import dev.nightmail.common.job.Job;
import dev.nightmail.common.sql.Sql;
import java.util.List;

/** A registry with the kinds of one test. */
public final class TestKinds {

    private TestKinds() {}

    public static KindRegistry of(Sql sql, Job<?>... jobs) {
        return of("test-service", sql, jobs);
    }

    /** As those of a service of this name. */
    public static KindRegistry of(String service, Sql sql, Job<?>... jobs) {
        return new KindRegistry(List.of(jobs), sql, service);
    }
}
