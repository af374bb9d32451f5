package dev.nightmail.common.testkit;

import com.arjuna.ats.arjuna.common.arjPropertyManager;
import com.arjuna.ats.internal.arjuna.objectstore.VolatileStore;
import com.arjuna.ats.internal.jta.transaction.arjunacore.TransactionSynchronizationRegistryImple;
import com.arjuna.ats.jta.TransactionManager;
import dev.nightmail.common.sql.Sql;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.narayana.NarayanaTransactionIntegration;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.flywaydb.core.Flyway;

/**
 * A migrated database of this JVM's own, on the real server, seen through the user of the services.
 */
public final class TestDatabase implements AutoCloseable {

    private static final String TABLES =
            """
            SELECT c.oid::regclass::text AS name, EXISTS (
                       SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'tenant_id') AS owned
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
              AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'quartz', 'health')
              AND c.oid::regclass::text NOT IN ('jobs.attempt', 'jobs.worker', 'jobs.queue', 'jobs.schedule',
                                               'jobs.tick', 'jobs.walk', 'jobs.stale_write', 'events.relay',
                                               'jobs.test_clock', 'core.audit')
            """;

    private static final TestDatabase SHARED = new TestDatabase();

    private final String url;
    private final AgroalDataSource dataSource;
    private final Sql sql;

    private TestDatabase() {
        var name = "test_" + UUID.randomUUID().toString().replace("-", "");
        var server = "jdbc:postgresql://127.0.0.1:" + TestServers.get("postgres.port") + "/";
        execute(
                server + "postgres",
                "postgres",
                "CREATE DATABASE " + name + " OWNER nightmail_owner");
        url = server + name;
        Flyway.configure()
                .dataSource(url, "nightmail_owner", "none")
                .table("nightmail_schema_history")
                .load()
                .migrate();
        TestClock.install(this);
        dataSource = dataSource();
        sql = new Sql(TransactionManager.transactionManager(), dataSource);
    }

    /** The same database under another transaction manager. */
    static Sql over(jakarta.transaction.TransactionManager transactions) {
        return new Sql(transactions, SHARED.dataSource);
    }

    /** Ends the connection of the present transaction, as a server that goes down does. */
    public static void cutThisConnection() {
        int pid = SHARED.sql.query("SELECT pg_backend_pid()", row -> row.getInt(1)).getFirst();
        execute(SHARED.url, "postgres", "SELECT pg_terminate_backend(" + pid + ")");
        // The next statement finds out; one that does nothing finds out at once.
        SHARED.sql.query("SELECT 1", row -> 1);
    }

    /** A connection in no pool, as the services' user, that goes by this name. */
    public static Connection connect(String name) throws SQLException {
        return DriverManager.getConnection(
                SHARED.url + "?ApplicationName=" + name, "nightmail_app", "none");
    }

    /** Ends the connections that go by this name, as a server that goes down does. */
    public static void cut(String name) {
        execute(
                SHARED.url,
                "postgres",
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '%s'"
                        .formatted(name));
    }

    /** Migrated, and shared by all tests of this JVM: use fresh ids. */
    public static Sql sql() {
        return SHARED.sql;
    }

    /** Another one, for a test that needs empty tables; it takes a while. */
    public static TestDatabase another() {
        return new TestDatabase();
    }

    /** This one as the services see it; {@link #sql} is of the shared one. */
    public Sql ofServices() {
        return sql;
    }

    /** Closes all connections to it; with that the server has counted what they did. */
    @Override
    public void close() {
        dataSource.close();
    }

    /** JDBC URL, for tests that start a service. */
    public static String url() {
        return SHARED.url;
    }

    /** Makes this tenant one that exists. */
    public static void addTenant(UUID tenant) {
        asOwner("INSERT INTO core.tenant (id, name) VALUES ('%1$s', '%1$s')".formatted(tenant));
    }

    /** Runs a statement as the owner of the schema, past every protection. */
    public static void asOwner(String statement) {
        SHARED.executeAsOwner(statement);
    }

    /**
     * A digest of each table by name, of what is the tenant's in it where rows have a tenant. Left
     * out is the record of what ran, and what live processes write all the time.
     */
    public static SortedMap<String, String> digest(UUID tenant) {
        var digests = new TreeMap<String, String>();
        try (var connection = DriverManager.getConnection(SHARED.url, "postgres", "none");
                var sql = connection.createStatement()) {
            var queries = new TreeMap<String, String>();
            try (var tables = sql.executeQuery(TABLES)) {
                while (tables.next()) {
                    queries.put(
                            tables.getString("name"),
                            "SELECT md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) FROM %s t %s"
                                    .formatted(
                                            tables.getString("name"),
                                            tables.getBoolean("owned")
                                                    ? "WHERE tenant_id = '" + tenant + "'"
                                                    : ""));
                }
            }
            for (var query : queries.entrySet()) {
                try (var digest = sql.executeQuery(query.getValue())) {
                    digest.next();
                    digests.put(query.getKey(), digest.getString(1));
                }
            }
            return digests;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs a statement on this one as the owner of the schema. */
    public void executeAsOwner(String statement) {
        execute(url, "nightmail_owner", statement);
    }

    /** A number, as the owner of the schema sees it. */
    public long countAsOwner(String query) {
        try (var connection = DriverManager.getConnection(url, "nightmail_owner", "none");
                var sql = connection.createStatement();
                var row = sql.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void execute(String url, String user, String statement) {
        try (var connection = DriverManager.getConnection(url, user, "none");
                var sql = connection.createStatement()) {
            sql.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private AgroalDataSource dataSource() {
        arjPropertyManager
                .getObjectStoreEnvironmentBean()
                .setObjectStoreType(VolatileStore.class.getName());
        var integration =
                new NarayanaTransactionIntegration(
                        TransactionManager.transactionManager(),
                        new TransactionSynchronizationRegistryImple());
        var config =
                new AgroalDataSourceConfigurationSupplier()
                        .connectionPoolConfiguration(pool ->
                                pool.maxSize(16)
                                        .acquisitionTimeout(Duration.ofSeconds(10))
                                        .transactionIntegration(integration)
                                        .connectionFactoryConfiguration(factory ->
                                                factory.jdbcUrl(url)
                                                        .principal(
                                                                new NamePrincipal(
                                                                        "nightmail_app"))));
        try {
            return AgroalDataSource.from(config);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
