package dev.nightmail.common.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.testkit.LetterJob.Clerk;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("J12")
class ContractTestsTest {

    @Test
    void jobThatIsSafeToRepeatPasses() throws Exception {
        assertThat(failures(Clerk.CAREFUL)).isEmpty();
    }

    @Test
    void jobThatTouchesTheOutsideWithoutAnEffectFailsDryTwiceAndCut() throws Exception {
        assertThat(failures(Clerk.HASTY))
                .contains("a dry run changes nothing and counts what the run counts")
                .contains("it may run twice")
                .contains("its process dies before commit 2 of 2")
                .doesNotContain("its process dies before commit 1 of 2")
                .doesNotContain("it may run three days late");
    }

    @Test
    void jobThatWritesTheSameAgainFailsTwiceAndCutAfterTheWrite() throws Exception {
        assertThat(failures(Clerk.FORGETFUL))
                .contains("it may run twice")
                .contains("its process dies after commit 2 of 3")
                .contains("its line breaks after commit 2 of 3")
                .doesNotContain("its process dies before commit 2 of 3");
    }

    @Test
    void kindWithoutAContractIsNamed() {
        var contracts = List.<JobContract<?>>of(new LetterContract(Clerk.CAREFUL));

        assertThat(
                        ContractSuite.kindsWithout(
                                List.of(LetterJob.class, UnknownJob.class), contracts))
                .containsExactly("UnknownJob");
    }

    /** The sentences that are not true of this clerk. */
    private static List<String> failures(Clerk clerk) throws Exception {
        var failures = new ArrayList<String>();
        for (var test : new ContractTests<>(new LetterContract(clerk)).all().toList()) {
            if (!holds(test)) {
                failures.add(test.getDisplayName());
            }
        }
        return failures;
    }

    private static boolean holds(DynamicTest test) {
        try {
            test.getExecutable().execute();
            return true;
        } catch (Throwable e) {
            return false;
        }
    }

    /** Has no contract. */
    private static final class UnknownJob {}
}
