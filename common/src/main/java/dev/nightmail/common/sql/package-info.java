/**
 * SQL written at the call site, and the transactions that it runs in.
 *
 * <p>Nothing reaches the database outside {@link dev.nightmail.common.sql.Sql#transaction}, which
 * takes a role and a tenant first; a query that forgets its WHERE clause then still sees one tenant
 * only.
 */
@NullMarked
package dev.nightmail.common.sql;

import org.jspecify.annotations.NullMarked;
