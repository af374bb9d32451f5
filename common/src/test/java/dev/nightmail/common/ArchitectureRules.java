package dev.nightmail.common;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.nightmail.common.job.Job;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;

/** The rules of docs/architecture.md; every service runs them on its own classes. */
public final class ArchitectureRules {

    @ArchTest
    static final ArchRule featuresHaveNoCycles =
            slices().matching("dev.nightmail.(*).(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule commonKnowsNoService =
            noClasses()
                    .that()
                    .resideInAPackage("dev.nightmail.common..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.nightmail.sync..",
                            "dev.nightmail.mail..",
                            "dev.nightmail.maintenance..",
                            "dev.nightmail.notification..")
                    .allowEmptyShould(true);

    @ArchTest
    static final ArchRule jobsAreNamedJob =
            classes()
                    .that()
                    .implement(Job.class)
                    .should()
                    .haveSimpleNameEndingWith("Job")
                    .allowEmptyShould(true);

    @ArchTest
    static final ArchRule jobsDoNotKnowTheWeb =
            noClasses()
                    .that()
                    .haveSimpleNameEndingWith("Job")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("jakarta.ws.rs..")
                    .allowEmptyShould(true);

    @ArchTest
    static final ArchRule onlyScheduleTouchesQuartz =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            "dev.nightmail.common.schedule..", "dev.nightmail.common.lifecycle..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.quartz..");

    @ArchTest
    static final ArchRule nothingIsReactive =
            noClasses().should().dependOnClassesThat().resideInAPackage("io.smallrye.mutiny..");

    @ArchTest
    static final ArchRule timeIsInjected =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            "dev.nightmail.common.time..",
                            "dev.nightmail.common.cli..",
                            "dev.nightmail.local..")
                    .should()
                    .callMethod(Instant.class, "now")
                    .orShould()
                    .callMethod(Clock.class, "systemUTC")
                    .orShould()
                    .callMethod(InstantSource.class, "system")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis")
                    .orShould()
                    .callMethod(System.class, "nanoTime");

    @ArchTest
    static final ArchRule nothingSleeps =
            noClasses()
                    .should()
                    .callMethod(Thread.class, "sleep", long.class)
                    .orShould()
                    .callMethod(Thread.class, "sleep", java.time.Duration.class);

    @ArchTest
    static final ArchRule dependenciesComeThroughTheConstructor =
            fields().should().notBeAnnotatedWith("jakarta.inject.Inject");

    @ArchTest
    static final ArchRule closedListOfSuffixes =
            noClasses()
                    .should()
                    .haveNameMatching(
                            ".*(Manager|Handler|Processor|Helper|Utils|Impl|DTO|Dto|Service)");

    /** Quarkus REST skips other methods with only a warning: the URL then answers 404. */
    @ArchTest
    static final ArchRule endpointsArePublic =
            methods()
                    .that()
                    .areAnnotatedWith("jakarta.ws.rs.GET")
                    .or()
                    .areAnnotatedWith("jakarta.ws.rs.POST")
                    .or()
                    .areAnnotatedWith("jakarta.ws.rs.PUT")
                    .or()
                    .areAnnotatedWith("jakarta.ws.rs.PATCH")
                    .or()
                    .areAnnotatedWith("jakarta.ws.rs.DELETE")
                    .should()
                    .bePublic()
                    .allowEmptyShould(true);

    /** Jackson finds their components by reflection, which a native image must be told of. */
    @ArchTest
    static final ArchRule jobArgumentsAreRegisteredForNative =
            classes()
                    .that()
                    .areAssignableTo(Record.class)
                    .and()
                    .haveSimpleName("Args")
                    .should()
                    .beAnnotatedWith(RegisterForReflection.class)
                    .allowEmptyShould(true);

    @ArchTest
    static final ArchRule viewsAreRegisteredForNative =
            classes()
                    .that()
                    .haveSimpleNameEndingWith("View")
                    .should()
                    .beAnnotatedWith(RegisterForReflection.class)
                    .allowEmptyShould(true);

    private ArchitectureRules() {}
}
