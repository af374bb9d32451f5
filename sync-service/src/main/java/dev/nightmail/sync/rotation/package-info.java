/**
 * Keeps all secrets of the sync service under the newest key, so that an older one can be taken out
 * of the key set.
 *
 * <p>A process looks every ten minutes, first when it starts, whose secrets are under a key that is
 * not the primary one, and enqueues a job for each such tenant. The job encrypts them anew, some a
 * transaction; what is changed meanwhile by its owner is left alone, since that is under the newest
 * key already. What cannot be decrypted is counted as left and stays as it is.
 *
 * <p>Not here: the key sets themselves ({@code dev.nightmail.common.security}, {@code secrets new},
 * {@code add} and {@code promote} on the command line), and what other services keep.
 */
@NullMarked
package dev.nightmail.sync.rotation;

import org.jspecify.annotations.NullMarked;
