/**
 * How fast much may be deleted: in batches, each a transaction, whose size and rests follow what
 * the database can bear.
 *
 * <pre>
 *   rest ──▶ batch ──▶ longer than the aim:  the next one is half as large
 *    ▲                 shorter, and full:    the next one is a quarter larger
 *    │                 much too long:        rolled back, and half of it is tried
 *    └── as long as the batch took; far longer while replicas lag or others wait for locks
 * </pre>
 *
 * <p>What a batch is, its order and where the next one begins are the job's own.
 */
@NullMarked
package dev.nightmail.common.pace;

import org.jspecify.annotations.NullMarked;
