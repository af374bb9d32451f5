package dev.nightmail.local.up;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the services note for machines, people read as a sentence. */
@Tag("O4")
class SyncErrorTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    unreachable                                  | it cannot be reached over TLS (its name, port and certificate?)
                    AUTHENTICATE: AUTHENTICATION [AUTHENTICATIONFAILED] | it refuses the password
                    LOGIN: AUTHENTICATION                        | it refuses the password
                    LOGIN: AUTHENTICATION [EXPIRED]              | it says that the password has expired
                    throttled                                    | it asks for patience
                    EXAMINE: PROTOCOL                            | the sync did not succeed: EXAMINE: PROTOCOL
                    """)
    void everyErrorIsASentenceAboutTheServer(String text, String sentence) {
        assertThat(new SyncError(text).about("it")).isEqualTo(sentence);
    }
}
