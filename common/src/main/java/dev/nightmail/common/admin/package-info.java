/** What those who run a tenant see and change of its access: keys, and the audit. */
@NullMarked
package dev.nightmail.common.admin;

import org.jspecify.annotations.NullMarked;
