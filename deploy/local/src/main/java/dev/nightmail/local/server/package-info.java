/**
 * The servers that the services need: how each is prepared, started, known to answer, and stopped.
 */
@NullMarked
package dev.nightmail.local.server;

import org.jspecify.annotations.NullMarked;
