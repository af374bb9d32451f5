/**
 * What the product tells of its users, their plans, sessions and magic links, by API and by topic.
 * The rows stand in the schema {@code core}, for every service to read; {@code common}'s package
 * {@code ingest} has the machinery. Here is only what an item of each type is.
 */
@NullMarked
package dev.nightmail.maintenance.product;

import org.jspecify.annotations.NullMarked;
