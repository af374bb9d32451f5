/**
 * Runs jobs: claims them, keeps the lease, rescues what a dead process left, and writes down every
 * attempt.
 *
 * <p>A process renews one row of {@code jobs.worker}; that row's time is the lease of all jobs that
 * it runs. A process that cannot renew stops its jobs before the lease ends and comes back under a
 * new identity. Jobs that end fast are claimed ahead, in proportion to their pace ({@link
 * dev.nightmail.common.engine.Lane}). The words and moves are in {@link dev.nightmail.common.job}.
 */
@NullMarked
package dev.nightmail.common.engine;

import org.jspecify.annotations.NullMarked;
