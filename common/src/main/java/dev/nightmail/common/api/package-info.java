/** What every service answers: the look at a job. */
@NullMarked
package dev.nightmail.common.api;

import org.jspecify.annotations.NullMarked;
