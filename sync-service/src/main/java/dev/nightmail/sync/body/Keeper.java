package dev.nightmail.sync.body;

import dev.nightmail.common.storage.Content;
import dev.nightmail.common.storage.ObjectGoneException;
import dev.nightmail.common.storage.Owner;
import dev.nightmail.common.storage.Storage;
import dev.nightmail.common.storage.StoreAwayException;
import dev.nightmail.common.storage.StoredObject;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicLong;

/** Keeps what was read as an object; in a dry run reads it and keeps nothing. */
interface Keeper {

    /** Bodies, as they are named by {@code sync.body}. */
    String BODY = "body";

    /** Attachments, as they are named by {@code sync.body_part}. */
    String ATTACHMENT = "attachment";

    StoredObject keep(String type, Content content) throws IOException;

    /**
     * What the store fails with comes out unchecked: it fails while a server is read, and must not
     * be taken for a failure of that.
     */
    static Keeper in(Storage storage, Owner owner) {
        return (type, content) -> {
            try {
                return storage.put(owner, type, content);
            } catch (StoreAwayException | ObjectGoneException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    static Keeper dry() {
        return (_, content) -> {
            var size = new AtomicLong();
            content.writeTo(
                    new FilterOutputStream(OutputStream.nullOutputStream()) {
                        @Override
                        public void write(byte[] bytes, int offset, int length) {
                            size.addAndGet(length);
                        }

                        @Override
                        public void write(int b) {
                            size.incrementAndGet();
                        }
                    });
            return new StoredObject("dry-run", size.get(), "");
        };
    }
}
