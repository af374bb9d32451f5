/**
 * Objects of any size outside the database, each encrypted under a key of its owner.
 *
 * <p>{@link dev.nightmail.common.storage.Storage} writes an object as a stream and gives a
 * reference for the row that names it; {@link dev.nightmail.common.storage.DataKeys} keeps each
 * owner's key, wrapped by the services' key set, and destroys it: then nothing of that owner can be
 * read any more, wherever copies are.
 *
 * <pre>
 *   object written whole ─▶ row that names it ─▶ read ─▶ row names another one, or is gone ─▶ swept
 *        │ dies here: unfinished, no key names it          │ dies here: an object without a row
 *        └─▶ thrown away after a day                       └─▶ deleted after a day
 * </pre>
 *
 * <p>So a row never names an object that was not written whole, and an object without a row goes by
 * itself: whoever owns the rows walks the objects with {@link
 * dev.nightmail.common.storage.Storage#list}. Not here: where objects lie ({@code common.store}),
 * what an object means, and who may read it.
 */
@NullMarked
package dev.nightmail.common.storage;

import org.jspecify.annotations.NullMarked;
