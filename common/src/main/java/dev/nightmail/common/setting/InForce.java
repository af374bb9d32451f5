package dev.nightmail.common.setting;

/**
 * Settings as they are now: those of the process's start, with what was changed since.
 *
 * @param <T> the mapping
 */
@FunctionalInterface
public interface InForce<T> {

    /** The same object until something changes; asking costs nothing. */
    T now();
}
