/**
 * Child processes that outlive the launcher: started in a session of their own, found again by pid
 * file.
 */
@NullMarked
package dev.nightmail.local.process;

import org.jspecify.annotations.NullMarked;
