package dev.nightmail.common.store;

import dev.nightmail.common.storage.ObjectStore;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the store that the settings name. */
@Dependent
class Stores {

    @Produces
    @Singleton
    ObjectStore store(StorageConfig config) {
        return switch (config.kind()) {
            case FOLDER -> new FolderStore(config.folder());
            case S3 -> new S3Store(S3Bucket.open(config.s3()));
        };
    }

    /**
     * Settings that cannot be right stop the start, rather than the first job. The store itself is
     * not asked: it may be away for now.
     *
     * @throws IllegalArgumentException that names them
     */
    void check(@Observes StartupEvent event, StorageConfig config) {
        switch (config.kind()) {
            case FOLDER -> {}
            case S3 -> S3Bucket.check(config.s3());
        }
    }
}
