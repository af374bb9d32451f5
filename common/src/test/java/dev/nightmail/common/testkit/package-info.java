/**
 * What tests of all modules stand on: real servers, a database of their own, a clock that they
 * move, and an engine that runs one job when told to.
 */
@NullMarked
package dev.nightmail.common.testkit;

import org.jspecify.annotations.NullMarked;
