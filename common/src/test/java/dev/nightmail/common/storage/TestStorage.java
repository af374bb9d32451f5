package dev.nightmail.common.storage;

import dev.nightmail.common.id.Ids;
import dev.nightmail.common.security.Secrets;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.common.store.TestStores;
import dev.nightmail.common.time.Monotonic;
import java.nio.file.Path;

/** Storage in a folder of the test's own, or in any other store. */
public final class TestStorage {

    private TestStorage() {}

    public static Storage in(Path folder, DataKeys keys, Ids ids) {
        return in(TestStores.folder(folder), keys, ids);
    }

    public static Storage in(ObjectStore store, DataKeys keys, Ids ids) {
        return new Storage(store, keys, ids);
    }

    public static DataKeys keys(Sql sql, Secrets secrets) {
        return keys(sql, secrets, System::nanoTime);
    }

    static DataKeys keys(Sql sql, Secrets secrets, Monotonic time) {
        return new DataKeys(sql, new DataKeyRepository(sql), secrets, time);
    }
}
