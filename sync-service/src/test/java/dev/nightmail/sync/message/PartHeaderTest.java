package dev.nightmail.sync.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PartHeaderTest {

    @Test
    void namesAreReadInEverySpelling() {
        named(Map.of("filename", "plan.pdf"), "plan.pdf");
        named(Map.of("filename*", "UTF-8''%C3%9Cber.pdf", "filename", "_ber.pdf"), "Über.pdf");
        named(Map.of("filename*", "iso-8859-1'de'%DCber.pdf"), "Über.pdf");
        named(
                Map.of("filename*0*", "UTF-8''%C3", "filename*1*", "%9Cber", "filename*2", ".pdf"),
                "Über.pdf");
        named(Map.of("filename", "=?utf-8?Q?=C3=9Cber.pdf?="), "Über.pdf");
        named(Map.of("filename", "\u00C3\u009Cber.pdf"), "Über.pdf");
        named(Map.of("filename", "\u00DCber.pdf"), "Über.pdf");
        named(Map.of("filename*", "x-garden''%C3%9Cber.pdf"), "Über.pdf");
    }

    @Test
    void nameOfTheTypeServesWhenTheDispositionHasNone() {
        var part = part("image/png", Map.of("name", "lake.png"), Optional.empty(), Map.of());

        assertThat(part.attachment("2", 9).orElseThrow().name()).contains("lake.png");
    }

    @Test
    void bodyIsAnAttachmentOnlyIfNamedOrDeclared() {
        var none = Map.<String, String>of();

        assertThat(part("text/html", none, Optional.of("inline"), none).attachment("1", 9))
                .isEmpty();
        assertThat(part("text/html", none, Optional.of("Attachment"), none).attachment("1", 9))
                .isPresent();
        assertThat(
                        part("text/html", none, Optional.empty(), Map.of("filename", "a.html"))
                                .attachment("1", 9))
                .isPresent();
        assertThat(part("image/png", none, Optional.empty(), none).attachment("1", 9)).isPresent();
    }

    @Test
    void nameIsCutAtItsLimit() {
        var part = part("image/png", Map.of("name", "n".repeat(501)), Optional.empty(), Map.of());

        assertThat(part.attachment("2", 9).orElseThrow().name().orElseThrow()).hasSize(500);
    }

    private static void named(Map<String, String> parameters, String expected) {
        var part = part("application/pdf", Map.of(), Optional.of("attachment"), parameters);

        assertThat(part.attachment("2", 9).orElseThrow().name()).contains(expected);
    }

    private static PartHeader part(
            String type,
            Map<String, String> parameters,
            Optional<String> disposition,
            Map<String, String> dispositionParameters) {
        return new PartHeader(
                type, parameters, Optional.empty(), disposition, dispositionParameters);
    }
}
