package dev.nightmail.common.sql;

import io.quarkus.agroal.DataSource;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.transaction.TransactionManager;

/** The two pools of a service: for its work, and for the heartbeat that must not wait behind it. */
@Dependent
class Databases {

    @Produces
    @Singleton
    Sql work(TransactionManager transactions, javax.sql.DataSource dataSource) {
        return new Sql(transactions, dataSource);
    }

    @Produces
    @Singleton
    @Identifier("heartbeat")
    Sql heartbeat(
            TransactionManager transactions,
            @DataSource("heartbeat") javax.sql.DataSource dataSource) {
        return new Sql(transactions, dataSource);
    }
}
