package dev.nightmail.sync.imap;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Time limits and trust for all IMAP connections of this process.
 *
 * @param connectTimeout until the TCP connection stands
 * @param readTimeout the longest silence of a server, in the handshake and within an answer
 * @param trustedCertificates PEM file of authorities trusted besides those of the platform
 */
public record ImapSettings(
        Duration connectTimeout, Duration readTimeout, Optional<Path> trustedCertificates) {}
