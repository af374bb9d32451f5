package dev.nightmail.common;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.nightmail.common.job.Job;
import java.util.List;

/**
 * Which way dependencies point. A resource, a consumer and a job are where work comes in: others
 * may name a job's kind and arguments, and call none of them.
 */
final class LayerRules {

    private static final DescribedPredicate<JavaClass> WAYS_IN =
            DescribedPredicate.describe(
                    "are resources, consumers or jobs", LayerRules::isOutermostAWayIn);

    static final ArchRule waysInAreCalledByNobody = classes().should(callNoWayIn());

    static final ArchRule repositoriesKnowNoCaller =
            noClasses()
                    .that()
                    .haveSimpleNameEndingWith("Repository")
                    .should()
                    .dependOnClassesThat(WAYS_IN)
                    .orShould()
                    .dependOnClassesThat()
                    .resideInAnyPackage("jakarta.ws.rs..", "org.eclipse.microprofile.reactive..")
                    .allowEmptyShould(true);

    static final ArchRule servicesAreIndependent =
            independent(
                    "dev.nightmail.sync",
                    "dev.nightmail.mail",
                    "dev.nightmail.maintenance",
                    "dev.nightmail.notification");

    private LayerRules() {}

    /** No class below one of the packages knows one below another. */
    static ArchRule independent(String... packages) {
        var all = List.of(packages);
        var rules =
                all.stream()
                        .map(one ->
                                noClasses()
                                        .that()
                                        .resideInAPackage(one + "..")
                                        .should()
                                        .dependOnClassesThat()
                                        .resideInAnyPackage(others(all, one))
                                        .allowEmptyShould(true))
                        .toList();
        return CompositeArchRule.of(rules);
    }

    private static String[] others(List<String> all, String one) {
        return all.stream()
                .filter(other -> !other.equals(one))
                .map(other -> other + "..")
                .toArray(String[]::new);
    }

    private static ArchCondition<JavaClass> callNoWayIn() {
        return new ArchCondition<>("call no resource, consumer or job") {
            @Override
            public void check(JavaClass caller, ConditionEvents events) {
                caller.getCodeUnitCallsFromSelf().stream()
                        .filter(LayerRules::isCallOfAWayIn)
                        .forEach(call ->
                                events.add(
                                        SimpleConditionEvent.violated(
                                                call, call.getDescription())));
            }
        };
    }

    private static boolean isCallOfAWayIn(JavaAccess<?> call) {
        var called = call.getTargetOwner();
        return isWayIn(called) && !outermost(called).equals(outermost(call.getOriginOwner()));
    }

    private static boolean isOutermostAWayIn(JavaClass type) {
        return isWayIn(type) || isWayIn(outermost(type));
    }

    private static boolean isWayIn(JavaClass type) {
        var name = type.getSimpleName();
        return type.getPackageName().startsWith("dev.nightmail.")
                && !type.isEquivalentTo(Job.class)
                && (name.endsWith("Resource")
                        || name.endsWith("Consumer")
                        || type.isAssignableTo(Job.class));
    }

    private static JavaClass outermost(JavaClass type) {
        var outer = type;
        while (outer.getEnclosingClass().isPresent()) {
            outer = outer.getEnclosingClass().get();
        }
        return outer;
    }
}
