package dev.nightmail.common;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import dev.nightmail.common.engine.EngineConfig;
import dev.nightmail.common.job.Job;
import dev.nightmail.common.setting.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Each kind of job is in the glossary, with its queue, which can be given limits, in the catalogue
 * of settings, and has a section in docs/jobs.md.
 */
final class KindRules {

    private KindRules() {}

    static void check(JavaClasses classes) throws ReflectiveOperationException, IOException {
        var glossary = document("glossary.md");
        var jobs = document("jobs.md");
        var catalogue = Catalogue.read();
        for (var type : classes) {
            if (isJob(type)) {
                var kind = ScheduleRules.bare(type).kind();
                assertThat(glossary)
                        .containsPattern(
                                "\\| `%s` \\| [a-z-]+ \\| `%s` \\|"
                                        .formatted(kind.name(), kind.queue()));
                assertThat(kind.queue()).matches(EngineConfig.QUEUES);
                assertThat(catalogue.find("nightmail.jobs.\"%s\".timeout".formatted(kind.name())))
                        .isPresent();
                assertThat(jobs).contains("\n## " + kind.name() + "\n");
            }
        }
    }

    private static boolean isJob(JavaClass type) {
        return type.isAssignableTo(Job.class)
                && !type.getModifiers().contains(JavaModifier.ABSTRACT);
    }

    private static String document(String name) throws IOException {
        return Files.readString(
                Path.of(System.getProperty("repository.root")).resolve("docs").resolve(name));
    }
}
