package dev.nightmail.sync.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DateFieldTest {

    @Test
    void formsOfAllTimesAreRead() {
        reads("Fri, 21 Nov 1997 09:55:06 -0600", "1997-11-21T15:55:06Z");
        reads("21 Nov 97 09:55 GMT", "1997-11-21T09:55:00Z");
        reads("Thu, 1 May 2025 08:00:00 EST (Eastern)", "2025-05-01T13:00:00Z");
        reads("1 May 2025 08:00:00", "2025-05-01T08:00:00Z");
        reads("12-Mar-98 4:05 EST", "1998-03-12T09:05:00Z");
        reads("Sat, 31 Dec 2016 23:59:60 +0000", "2016-12-31T23:59:59Z");
    }

    @Test
    void firstYearOfMailIsReadAndTheOneBeforeIsNot() {
        reads("1 Jan 1971 00:00:00 +0000", "1971-01-01T00:00:00Z");
        assertThat(DateField.parse("31 Dec 1970 23:59:59 +0000")).isEmpty();
    }

    @Test
    void lastBelievableYearIsReadAndTheNextIsNot() {
        reads("31 Dec 2100 23:59:59 +0000", "2100-12-31T23:59:59Z");
        assertThat(DateField.parse("1 Jan 2101 00:00:00 +0000")).isEmpty();
    }

    @Test
    void whatIsNoDateIsAbsent() {
        for (var text :
                List.of(
                        "",
                        "yesterday",
                        "32 Foo 2025 25:61:00",
                        "31 Feb 2025 10:00:00 +0000",
                        "1 Jan 2025 10:00:00 +9900",
                        "1 ebm 2025 10:00:00")) {
            assertThat(DateField.parse(text)).as(text).isEmpty();
        }
    }

    private static void reads(String text, String instant) {
        assertThat(DateField.parse(text)).as(text).contains(Instant.parse(instant));
    }
}
