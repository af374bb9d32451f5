package dev.nightmail.common;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;

/** How much a method or a class may ask for. */
final class BudgetRules {

    private static final int PARAMETERS = 4;
    private static final int DEPENDENCIES = 5;

    /** A new job is nothing without any of its five. */
    private static final Set<String> ALLOWED = Set.of("dev.nightmail.common.job.NewJob.of");

    /** The parameters of a command are its options, and those of a producer its dependencies. */
    private static final DescribedPredicate<JavaMethod> ARE_CALLED_BY_HAND =
            DescribedPredicate.describe(
                    "are called by hand",
                    method ->
                            !method.isAnnotatedWith("picocli.CommandLine$Command")
                                    && !method.isAnnotatedWith("jakarta.enterprise.inject.Produces")
                                    && !method.getName().contains("$")
                                    && !ALLOWED.contains(
                                            method.getOwner().getName() + "." + method.getName()));

    /** Records are data, and what an enum constant is made of stands beside it. */
    private static final DescribedPredicate<JavaClass> HAVE_DEPENDENCIES =
            DescribedPredicate.describe(
                    "have dependencies", type -> !type.isRecord() && !type.isEnum());

    static final ArchRule methodsTakeFewParameters =
            methods().that(ARE_CALLED_BY_HAND).should(takeAtMost(PARAMETERS));

    static final ArchRule classesHaveFewDependencies =
            constructors()
                    .that()
                    .areDeclaredInClassesThat(HAVE_DEPENDENCIES)
                    .should(takeAtMost(DEPENDENCIES))
                    .allowEmptyShould(true);

    private BudgetRules() {}

    private static ArchCondition<JavaCodeUnit> takeAtMost(int parameters) {
        return new ArchCondition<>("take at most " + parameters + " parameters") {
            @Override
            public void check(JavaCodeUnit unit, ConditionEvents events) {
                int taken = unit.getRawParameterTypes().size();
                if (taken > parameters) {
                    var text = unit.getFullName() + " takes " + taken;
                    events.add(SimpleConditionEvent.violated(unit, text));
                }
            }
        };
    }
}
