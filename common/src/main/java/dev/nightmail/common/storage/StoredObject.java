package dev.nightmail.common.storage;

/**
 * What is to be remembered of an object that was stored.
 *
 * @param reference opaque; the only way back to it
 * @param size bytes of the plain text
 * @param sha256 of the plain text, in hexadecimal
 */
public record StoredObject(String reference, long size, String sha256) {}
