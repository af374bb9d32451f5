/** What a request is told when it cannot be answered as wished (RFC 9457). */
@NullMarked
package dev.nightmail.common.problem;

import org.jspecify.annotations.NullMarked;
