package dev.nightmail.local.up;

import java.io.IOException;
import java.nio.file.Path;

/** Fills a Maildir with sample mail: the same for the same seed. */
@FunctionalInterface
public interface SampleFill {
    void fill(Path maildir, long seed, int count) throws IOException;
}
