/**
 * The first run: servers, services, an account with sample mail, and a screen that says what is
 * there.
 */
@NullMarked
package dev.nightmail.local.up;

import org.jspecify.annotations.NullMarked;
