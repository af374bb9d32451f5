/**
 * The commands in each service's binary.
 *
 * <p>Reading commands speak to the database before anything else of the service starts, so that
 * they answer at once; {@code jobs run} starts the service without its network and runs the job as
 * a worker of its own, or follows it where another process was faster; {@code schedule tick} starts
 * it so, too, and inserts what is due, and {@code queue drain} does what is there to be done. What
 * a command lets others run it tells them before it ends.
 */
@NullMarked
package dev.nightmail.common.cli;

import org.jspecify.annotations.NullMarked;
