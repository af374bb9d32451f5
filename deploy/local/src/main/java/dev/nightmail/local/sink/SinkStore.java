package dev.nightmail.local.sink;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.io.InputStream;
import java.io.UnsupportedEncodingException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * All that was accepted: a file for each message and a line for each in {@code sink.log}. Both are
 * on disk before the client hears 250: the far end is what proves that nothing was lost.
 */
final class SinkStore implements AutoCloseable {
    private final Path folder;
    private final FileChannel log;
    private final List<SinkMessage> messages = new ArrayList<>();
    private final AtomicLong last = new AtomicLong();

    SinkStore(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        Path file = folder.resolve("sink.log");
        if (Files.exists(file)) {
            try (var lines = Files.lines(file)) {
                lines.flatMap(line -> SinkMessage.parse(line).stream()).forEach(messages::add);
            }
        }
        messages.forEach(message -> last.accumulateAndGet(number(message.id()), Math::max));
        log = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static long number(String id) {
        return Long.parseLong(id);
    }

    /** Keeps the message; it is accepted once this returns. */
    SinkMessage accept(String from, List<String> to, InputStream data) throws IOException {
        String id = "%010d".formatted(last.incrementAndGet());
        Path partial = folder.resolve(id + ".part");
        long size = Files.copy(data, partial, StandardCopyOption.REPLACE_EXISTING);
        force(partial);
        SinkMessage message = describe(id, from, to, partial, size);
        Files.move(partial, file(id), StandardCopyOption.ATOMIC_MOVE);
        force(folder);
        append(message);
        return message;
    }

    /** Of a folder: the names in it. */
    private static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path)) {
            channel.force(true);
        }
    }

    private static SinkMessage describe(
            String id, String from, List<String> to, Path file, long size) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            InternetHeaders headers = new InternetHeaders(in, true);
            return new SinkMessage(
                    id,
                    Instant.now(),
                    from,
                    to,
                    header(headers, "Message-ID"),
                    header(headers, "Subject"),
                    size);
        } catch (MessagingException broken) {
            return new SinkMessage(id, Instant.now(), from, to, "", "", size);
        }
    }

    private static String header(InternetHeaders headers, String name) {
        String[] values = headers.getHeader(name);
        if (values == null) {
            return "";
        }
        try {
            return MimeUtility.decodeText(MimeUtility.unfold(values[0])).strip();
        } catch (UnsupportedEncodingException unknownCharset) {
            return values[0].strip();
        }
    }

    private synchronized void append(SinkMessage message) throws IOException {
        ByteBuffer line = StandardCharsets.UTF_8.encode(message.line() + "\n");
        while (line.hasRemaining()) {
            log.write(line);
        }
        log.force(true);
        messages.add(message);
    }

    /** Oldest first. */
    synchronized List<SinkMessage> list() {
        return List.copyOf(messages);
    }

    Optional<SinkMessage> find(String id) {
        return list().stream().filter(message -> message.id().equals(id)).findFirst();
    }

    Path file(String id) {
        return folder.resolve(id + ".eml");
    }

    /** The message as it came, bytes shown as ISO 8859-1 where they are not UTF-8. */
    String source(String id) throws IOException {
        byte[] bytes = Files.readAllBytes(file(id));
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.contains("\uFFFD") ? new String(bytes, StandardCharsets.ISO_8859_1) : text;
    }

    @Override
    public void close() throws IOException {
        log.close();
    }
}
