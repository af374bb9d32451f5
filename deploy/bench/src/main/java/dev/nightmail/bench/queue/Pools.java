package dev.nightmail.bench.queue;

import com.arjuna.ats.arjuna.common.arjPropertyManager;
import com.arjuna.ats.internal.arjuna.objectstore.VolatileStore;
import com.arjuna.ats.internal.jta.transaction.arjunacore.TransactionSynchronizationRegistryImple;
import com.arjuna.ats.jta.TransactionManager;
import dev.nightmail.bench.Database;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.local.Refusal;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.transaction.TransactionIntegration;
import io.agroal.narayana.NarayanaTransactionIntegration;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * The connection pools of one run, Agroal's for all contenders, with the driver set as a service
 * has it: statements are prepared on the server when they are first used.
 */
public final class Pools implements AutoCloseable {

    static {
        arjPropertyManager
                .getObjectStoreEnvironmentBean()
                .setObjectStoreType(VolatileStore.class.getName());
    }

    private final Database database;
    private final boolean isCounting;
    private final List<AgroalDataSource> open = new ArrayList<>();
    private final CountedStatements counted = new CountedStatements();

    private Pools(Database database, boolean isCounting) {
        this.database = database;
        this.isCounting = isCounting;
    }

    public static Pools of(Database database) {
        return new Pools(database, false);
    }

    /** Counts what is sent, which takes its time. */
    static Pools counting(Database database) {
        return new Pools(database, true);
    }

    Database database() {
        return database;
    }

    /** As a service's: its user, and transactions by Narayana. */
    public Sql transactional(int size) {
        var transactions = TransactionManager.transactionManager();
        var integration =
                new NarayanaTransactionIntegration(
                        transactions, new TransactionSynchronizationRegistryImple());
        return new Sql(transactions, pool(size, "nightmail_app", integration));
    }

    /** Connections that commit each statement by themselves. */
    DataSource plain(int size) {
        return pool(size, Database.OWNER, TransactionIntegration.none());
    }

    /** How many all pools together have sent, if they count. */
    long statements() {
        return counted.sent();
    }

    private DataSource pool(int size, String user, TransactionIntegration integration) {
        var config =
                new AgroalDataSourceConfigurationSupplier()
                        .connectionPoolConfiguration(pool ->
                                pool.maxSize(size)
                                        .acquisitionTimeout(Duration.ofSeconds(10))
                                        .transactionIntegration(integration)
                                        .connectionFactoryConfiguration(factory ->
                                                factory.jdbcUrl(database.url())
                                                        .jdbcProperty("prepareThreshold", "1")
                                                        .principal(new NamePrincipal(user))));
        try {
            var pool = AgroalDataSource.from(config);
            open.add(pool);
            return isCounting ? counted.of(pool) : pool;
        } catch (SQLException e) {
            throw new Refusal("no pool on " + database.url(), e);
        }
    }

    @Override
    public void close() {
        open.forEach(AgroalDataSource::close);
    }
}
