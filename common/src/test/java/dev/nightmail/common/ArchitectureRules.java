package dev.nightmail.common;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.nightmail.common.event.Subscription;
import dev.nightmail.common.job.Job;
import dev.nightmail.common.testkit.ContractSuite;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** The rules of docs/architecture.md; every service runs them on its own classes. */
public final class ArchitectureRules {

    static final ArchRule featuresHaveNoCycles =
            slices().matching("dev.nightmail.(*).(*)..").should().beFreeOfCycles();

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

    static final ArchRule jobsAreNamedJob =
            classes()
                    .that()
                    .implement(Job.class)
                    .should()
                    .haveSimpleNameEndingWith("Job")
                    .allowEmptyShould(true);

    static final ArchRule jobsDoNotKnowTheWeb =
            noClasses()
                    .that()
                    .haveSimpleNameEndingWith("Job")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("jakarta.ws.rs..")
                    .allowEmptyShould(true);

    static final ArchRule onlyScheduleTouchesQuartz =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            "dev.nightmail.common.schedule..", "dev.nightmail.common.lifecycle..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.quartz..");

    static final ArchRule nothingIsReactive =
            noClasses().should().dependOnClassesThat().resideInAPackage("io.smallrye.mutiny..");

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

    static final ArchRule nothingSleeps =
            noClasses()
                    .should()
                    .callMethod(Thread.class, "sleep", long.class)
                    .orShould()
                    .callMethod(Thread.class, "sleep", java.time.Duration.class);

    static final ArchRule dependenciesComeThroughTheConstructor =
            fields().should().notBeAnnotatedWith("jakarta.inject.Inject");

    static final ArchRule closedListOfSuffixes =
            noClasses()
                    .should()
                    .haveNameMatching(
                            ".*(Manager|Handler|Processor|Helper|Utils|Impl|DTO|Dto|Service)");

    /** Quarkus REST skips other methods with only a warning: the URL then answers 404. */
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
    static final ArchRule jobArgumentsAreRegisteredForNative =
            classes()
                    .that()
                    .areAssignableTo(Record.class)
                    .and()
                    .haveSimpleName("Args")
                    .should()
                    .beAnnotatedWith(RegisterForReflection.class)
                    .allowEmptyShould(true);

    static final ArchRule viewsAreRegisteredForNative =
            classes()
                    .that()
                    .haveSimpleNameEndingWith("View")
                    .should()
                    .beAnnotatedWith(RegisterForReflection.class)
                    .allowEmptyShould(true);

    static final ArchRule consumersCanBeDrained =
            methods()
                    .that()
                    .areAnnotatedWith("org.eclipse.microprofile.reactive.messaging.Incoming")
                    .should()
                    .beDeclaredInClassesThat()
                    .implement(Subscription.class)
                    .allowEmptyShould(true);

    private ArchitectureRules() {}

    /** Each rule as a test, over the classes of one module that are not tests. */
    public static Stream<DynamicTest> on(String packages) {
        var classes =
                new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .withImportOption(new ImportOption.DoNotIncludeJars())
                        .importPackages(packages);
        var architecture =
                rules().entrySet().stream()
                        .map(rule ->
                                DynamicTest.dynamicTest(
                                        rule.getKey(), () -> rule.getValue().check(classes)));
        var schedules =
                DynamicTest.dynamicTest(
                        "schedulesAreStaggered", () -> ScheduleRules.check(classes));
        var contracts =
                DynamicTest.dynamicTest(
                        "kindsAreDrivenThroughTheirContracts",
                        () ->
                                assertThat(hasSuite(packages))
                                        .as("a ContractSuite, where there are kinds")
                                        .isEqualTo(hasKinds(classes)));
        var kinds = DynamicTest.dynamicTest("kindsAreDocumented", () -> KindRules.check(classes));
        return Stream.of(
                        architecture,
                        Stream.of(schedules, kinds, contracts),
                        SettingRules.on(classes))
                .flatMap(tests -> tests);
    }

    private static boolean hasKinds(JavaClasses classes) {
        return classes.stream()
                .anyMatch(type -> type.isAssignableTo(Job.class) && !type.isInterface());
    }

    private static boolean hasSuite(String packages) {
        return new ClassFileImporter()
                        .withImportOption(new ImportOption.OnlyIncludeTests())
                        .withImportOption(new ImportOption.DoNotIncludeJars())
                        .importPackages(packages)
                        .stream()
                        .anyMatch(type ->
                                type.getRawSuperclass()
                                        .filter(parent ->
                                                parent.isEquivalentTo(ContractSuite.class))
                                        .isPresent());
    }

    private static Map<String, ArchRule> rules() {
        return Map.ofEntries(
                Map.entry("featuresHaveNoCycles", featuresHaveNoCycles),
                Map.entry("commonKnowsNoService", commonKnowsNoService),
                Map.entry("servicesAreIndependent", LayerRules.servicesAreIndependent),
                Map.entry("waysInAreCalledByNobody", LayerRules.waysInAreCalledByNobody),
                Map.entry("repositoriesKnowNoCaller", LayerRules.repositoriesKnowNoCaller),
                Map.entry("methodsTakeFewParameters", BudgetRules.methodsTakeFewParameters),
                Map.entry("classesHaveFewDependencies", BudgetRules.classesHaveFewDependencies),
                Map.entry("jobsAreNamedJob", jobsAreNamedJob),
                Map.entry("jobsDoNotKnowTheWeb", jobsDoNotKnowTheWeb),
                Map.entry("onlyScheduleTouchesQuartz", onlyScheduleTouchesQuartz),
                Map.entry("nothingIsReactive", nothingIsReactive),
                Map.entry("timeIsInjected", timeIsInjected),
                Map.entry("nothingSleeps", nothingSleeps),
                Map.entry(
                        "dependenciesComeThroughTheConstructor",
                        dependenciesComeThroughTheConstructor),
                Map.entry("closedListOfSuffixes", closedListOfSuffixes),
                Map.entry("endpointsArePublic", endpointsArePublic),
                Map.entry("endpointsSayWhomTheyLetIn", ScopeRules.endpointsSayWhomTheyLetIn),
                Map.entry("consumersCanBeDrained", consumersCanBeDrained),
                Map.entry("jobArgumentsAreRegisteredForNative", jobArgumentsAreRegisteredForNative),
                Map.entry("viewsAreRegisteredForNative", viewsAreRegisteredForNative));
    }
}
