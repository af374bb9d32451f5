package dev.nightmail.common.storage;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the store that the settings name. */
@Dependent
class Stores {

    @Produces
    @Singleton
    ObjectStore store(StorageConfig config) {
        return new FolderStore(config.folder());
    }
}
