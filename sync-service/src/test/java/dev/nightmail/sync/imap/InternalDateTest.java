package dev.nightmail.sync.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("S7")
class InternalDateTest {

    @Test
    void dateIsReadWithItsZone() {
        assertThat(InternalDate.parse(" 1-Feb-2024 10:00:00 +0200"))
                .contains(Instant.parse("2024-02-01T08:00:00Z"));
    }

    @Test
    void yearOutsideOf1970To2100IsNoDate() {
        assertThat(InternalDate.parse("31-Dec-1969 23:59:59 +0000")).isEmpty();
        assertThat(InternalDate.parse("01-Jan-1970 00:00:00 +0000")).isPresent();
        assertThat(InternalDate.parse("31-Dec-2100 23:59:59 +0000")).isPresent();
        assertThat(InternalDate.parse("01-Jan-2101 00:00:00 +0000")).isEmpty();
        assertThat(InternalDate.parse("01-Jan-+300000 00:00:00 +0000")).isEmpty();
    }
}
