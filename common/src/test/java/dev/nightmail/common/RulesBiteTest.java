package dev.nightmail.common;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import dev.nightmail.common.engine.Engine;
import dev.nightmail.common.job.Job;
import dev.nightmail.common.security.Open;
import dev.nightmail.common.security.Scope;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Classes that break the rules, to see that the rules find them. */
@Tag("A1")
class RulesBiteTest {

    /** Knows who calls it. */
    record PotRepository(TeaResource resource) {}

    /** Calls back. */
    static final class Kettle {
        private final TeaResource resource = new TeaResource();

        void whistle() {
            resource.brew();
        }
    }

    /** Says of two ways in whom they let in, of one nothing, and of one something unheard of. */
    static class Pots {

        @GET
        @Open
        public void look() {}

        @GET
        @Scope("jobs:read")
        public void read() {}
    }

    static final class SilentPots extends Pots {
        @DELETE
        public void smash() {}
    }

    static final class OddPots extends Pots {
        @GET
        @Scope("pots:read")
        public void count() {}
    }

    /** Takes all there is. */
    static final class Glutton {
        @SuppressWarnings("unused")
        Glutton(int a, int b, int c, int d, int e, int f) {}

        @SuppressWarnings("unused")
        void eat(int a, int b, int c, int d, int e) {}
    }

    @Test
    void repositoryThatKnowsItsCallerIsFound() {
        assertThat(found(LayerRules.repositoriesKnowNoCaller, PotRepository.class)).isTrue();
        assertThat(found(LayerRules.repositoriesKnowNoCaller, Kettle.class)).isFalse();
    }

    @Test
    void callOfAResourceIsFound() {
        assertThat(found(LayerRules.waysInAreCalledByNobody, Kettle.class)).isTrue();
        assertThat(found(LayerRules.waysInAreCalledByNobody, TeaResource.class)).isFalse();
    }

    @Test
    void dependencyBetweenPackagesThatShouldHaveNoneIsFound() {
        var rule =
                LayerRules.independent("dev.nightmail.common.engine", "dev.nightmail.common.job");

        assertThat(found(rule, Engine.class)).isTrue();
        assertThat(found(rule, Job.class)).isFalse();
    }

    @Test
    @Tag("P2")
    void wayInThatDoesNotSayWhomItLetsInIsFound() {
        assertThat(found(ScopeRules.endpointsSayWhomTheyLetIn, Pots.class)).isFalse();
        assertThat(found(ScopeRules.endpointsSayWhomTheyLetIn, SilentPots.class)).isTrue();
        assertThat(found(ScopeRules.endpointsSayWhomTheyLetIn, OddPots.class)).isTrue();
    }

    @Test
    void greedIsFound() {
        assertThat(found(BudgetRules.methodsTakeFewParameters, Glutton.class)).isTrue();
        assertThat(found(BudgetRules.classesHaveFewDependencies, Glutton.class)).isTrue();
        assertThat(found(BudgetRules.methodsTakeFewParameters, Kettle.class)).isFalse();
        assertThat(found(BudgetRules.classesHaveFewDependencies, Kettle.class)).isFalse();
    }

    @Test
    void methodIsMeasuredFromItsFirstToItsLastLine() {
        var source =
                """
                class Tea {
                    void brew(
                            int minutes) {
                        if (minutes > 4) {
                            stir();
                        }
                    }

                    record Cup(String of) {
                        String label() {
                            return of;
                        }
                    }
                }
                """;

        assertThat(MeasuredMethod.listAll(List.of(source.split("\n"))))
                .containsExactly(
                        new MeasuredMethod("void brew(", 6),
                        new MeasuredMethod("String label() {", 3));
    }

    private static boolean found(ArchRule rule, Class<?> type) {
        var classes = new ClassFileImporter().importClasses(type);
        return rule.allowEmptyShould(true).evaluate(classes).hasViolation();
    }
}
