package dev.nightmail.local.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The far end of SMTP: what it accepted, read from its files. */
record Sink(Path log) {

    /** How often a message with this Message-ID was accepted. */
    long countOf(String messageId) {
        String bare = messageId.replaceAll("[<>]", "");
        return lines().stream().filter(line -> line.contains("\t<" + bare + ">\t")).count();
    }

    /** A message with this Message-ID that was accepted, whole. */
    String message(String messageId) {
        return lines().stream()
                .filter(line -> line.contains("\t" + messageId + "\t"))
                .map(line -> text(log.resolveSibling(line.split("\t", -1)[1] + ".eml")))
                .findFirst()
                .orElseThrow();
    }

    /** How often each message was accepted whose Message-ID is of this domain, by that. */
    Map<String, Long> arrivals(String domain) {
        return lines().stream()
                .map(line -> line.split("\t", -1)[2])
                .filter(messageId -> messageId.endsWith("@" + domain + ">"))
                .collect(Collectors.groupingBy(messageId -> messageId, Collectors.counting()));
    }

    /** The notices to the operator that tell of this job. */
    long noticesOf(String job) {
        return lines().stream()
                .filter(line -> line.contains("\toperator@nightmail.local\t"))
                .map(line -> line.split("\t", -1)[1])
                .filter(id -> text(log.resolveSibling(id + ".eml")).contains(job))
                .count();
    }

    private List<String> lines() {
        return text(log).lines().toList();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException nothingCameYet) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
