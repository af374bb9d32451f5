/** The schema, brought up to date by whichever service comes first. */
@NullMarked
package dev.nightmail.common.migration;

import org.jspecify.annotations.NullMarked;
