/** What every service answers: looks at jobs, as they are and as they change. */
@NullMarked
package dev.nightmail.common.api;

import org.jspecify.annotations.NullMarked;
