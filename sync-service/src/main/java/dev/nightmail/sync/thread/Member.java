package dev.nightmail.sync.thread;

import dev.nightmail.sync.message.MessageHeader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A message that is to find its thread.
 *
 * @param names hashes of the ids by which it names itself and what it follows; empty when it names
 *     nothing
 */
public record Member(UUID message, Set<UUID> names) {

    /** Ids of one message that count: the first, which began the thread, and the newest. */
    static final int MOST_NAMES = 50;

    /** By what its header says. */
    public static Member of(UUID message, MessageHeader header) {
        return of(message, header.messageId(), header.references(), header.inReplyTo());
    }

    /** The same; In-Reply-To counts where References says nothing. */
    public static Member of(
            UUID message, Optional<String> own, List<String> references, Optional<String> reply) {
        var followed = references.isEmpty() ? reply.stream().toList() : references;
        var ids = new ArrayList<>(followed);
        if (followed.size() > MOST_NAMES) {
            ids.subList(1, followed.size() - MOST_NAMES + 1).clear();
        }
        own.ifPresent(ids::add);
        var names = new LinkedHashSet<UUID>();
        ids.stream().filter(id -> !id.isBlank()).forEach(id -> names.add(hash(id)));
        return new Member(message, names);
    }

    /** The first 128 bits of SHA-256. */
    private static UUID hash(String id) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var bits = ByteBuffer.wrap(digest.digest(id.getBytes(StandardCharsets.UTF_8)));
            return new UUID(bits.getLong(), bits.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
