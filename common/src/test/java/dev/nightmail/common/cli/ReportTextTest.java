package dev.nightmail.common.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.job.DryRunReport;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("J11")
class ReportTextTest {

    @Test
    void reportShowsWhatThereIsAndLeavesOutWhatThereIsNot() {
        var report =
                new DryRunReport(
                        Map.of("tick", 3L),
                        Map.of("jobs.tick", new DryRunReport.Rows(0, 0, 3)),
                        0,
                        1,
                        Map.of(),
                        Map.of(),
                        List.of("it is near to it"),
                        new DryRunReport.End("parked", "blast-radius"));

        var text = ReportText.of("test.hold-still", report);

        assertThat(text)
                .contains("would end  parked blast-radius", "tick   3", "jobs.tick  0         0")
                .contains("it is near to it")
                .doesNotContain("samples", "effects");
    }
}
