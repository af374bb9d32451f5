package dev.nightmail.common.job;

/**
 * Something that a job does to the outside.
 *
 * @param name one of the job's own, such as {@code smtp}
 * @param stableId what the far side would recognise a repeat by, such as a Message-ID
 */
public record Effect(String name, String stableId) {}
