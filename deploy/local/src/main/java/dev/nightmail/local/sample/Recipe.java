package dev.nightmail.local.sample;

/** One way to make a message of a {@link Letter} that has its usual headers already. */
@FunctionalInterface
interface Recipe {

    void write(Letter letter);
}
