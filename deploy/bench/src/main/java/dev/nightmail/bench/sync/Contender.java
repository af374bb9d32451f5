package dev.nightmail.bench.sync;

import java.util.List;

/** One that keeps a copy of mailboxes. All times are in seconds. */
interface Contender {

    String name();

    /** Copies the user's messages, so many, into an empty store. */
    double copy(String user, long messages);

    /** Brings the copy up to date. */
    double catchUp(String user);

    /** Makes copies of these users' few messages, which {@link #poll} needs. */
    void prepare(List<String> users);

    /** Looks at each of these users once; nothing has happened to them. */
    double poll(List<String> users);

    /** The most memory that its process has taken until now, in MiB. */
    double memory();
}
