/**
 * What people, keys and commands have done, for those who ask later.
 *
 * <p>An entry is written in the transaction of what it tells of, so that neither is there without
 * the other. Nobody can change or delete one: the database grants that to none of our roles. It
 * names an actor ({@code key:…}, {@code sub:…}, {@code cli:…}) and a thing ({@code job:…}, {@code
 * account:…}) by id, and holds no secret and no address.
 */
@NullMarked
package dev.nightmail.common.audit;

import org.jspecify.annotations.NullMarked;
