package dev.nightmail.bench;

/** One comparison, printed as a table. */
public interface Bench {

    /** By which it is called. */
    String name();

    /** Measures on the site's servers and leaves nothing on them. */
    void run(Site site);
}
