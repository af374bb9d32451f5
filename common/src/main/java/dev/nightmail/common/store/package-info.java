/**
 * Where objects lie, as the settings say: in a folder, or in a bucket of an S3 store.
 *
 * <p>Both hold the same bytes under the same names, so that a folder can be copied into a bucket
 * and back. An object is there when all of it is: a file gets its name at last, and a bucket shows
 * what was uploaded in parts when the last one is in.
 *
 * <pre>
 *   up to 5 MB   one request ─▶ there
 *   more         begun ─▶ part, part, … ─▶ completed ─▶ there
 *                  │ dies here: an upload that nobody completes, aborted after a day
 * </pre>
 *
 * <p>A store that does not answer, or refuses, is away ({@link
 * dev.nightmail.common.storage.StoreAwayException}): that may pass, and is never taken for an
 * object that is gone. Not here: what the bytes are; they come encrypted from {@link
 * dev.nightmail.common.storage.Storage}.
 */
@NullMarked
package dev.nightmail.common.store;

import org.jspecify.annotations.NullMarked;
