package dev.nightmail.common.store;

import dev.nightmail.common.storage.ObjectStore;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

@Tag("S10")
class FolderStoreTest implements ObjectStoreContract {

    @TempDir Path folder;

    @Override
    public ObjectStore store() {
        return new FolderStore(folder);
    }
}
