/** Who calls, and how secrets are kept. */
@NullMarked
package dev.nightmail.common.security;

import org.jspecify.annotations.NullMarked;
