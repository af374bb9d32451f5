package dev.nightmail.common.event;

import java.util.UUID;

/**
 * Something that has happened, to be told to other services.
 *
 * @param type past tense, such as {@code dev.nightmail.job.discarded}
 * @param key id of the aggregate; facts of one key stay in order
 * @param data a record that Jackson can write and read
 */
public record Fact<D extends Record>(String type, UUID tenant, String key, D data) {}
