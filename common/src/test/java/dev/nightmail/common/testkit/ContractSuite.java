package dev.nightmail.common.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.nightmail.common.job.Job;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * Drives every kind of a service through its contract: a job that runs twice, late, after a skipped
 * day, with the clock moved, or cut at any commit leaves the state that it leaves undisturbed.
 *
 * <p>A service has one class that extends this, in the package above those of its features.
 */
@Tag("J12")
public abstract class ContractSuite {

    @TestFactory
    public Stream<DynamicNode> everyJobEndsAsIfNothingHadBefallenIt() {
        var contracts = contracts();
        var kindsWithout =
                DynamicTest.dynamicTest(
                        "every kind has a contract",
                        () -> assertThat(kindsWithout(kinds(), contracts)).isEmpty());
        return Stream.concat(
                Stream.of(kindsWithout), contracts.stream().map(ContractSuite::driven));
    }

    static List<String> kindsWithout(List<? extends Class<?>> kinds, List<JobContract<?>> all) {
        return kinds.stream()
                .filter(kind -> all.stream().noneMatch(contract -> contract.job() == kind))
                .map(Class::getSimpleName)
                .toList();
    }

    private static DynamicNode driven(JobContract<?> contract) {
        return DynamicContainer.dynamicContainer(
                contract.job().getSimpleName(), Stream.of(contract).flatMap(ContractSuite::tests));
    }

    private static Stream<DynamicTest> tests(JobContract<?> contract) {
        try {
            return new ContractTests<>(contract).all();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private List<? extends Class<?>> kinds() {
        return concrete(imported(new ImportOption.DoNotIncludeTests()), Job.class)
                .map(JavaClass::reflect)
                .toList();
    }

    private List<JobContract<?>> contracts() {
        return concrete(imported(new ImportOption.OnlyIncludeTests()), JobContract.class)
                .<JobContract<?>>map(ContractSuite::make)
                .toList();
    }

    private JavaClasses imported(ImportOption option) {
        return new ClassFileImporter()
                .withImportOption(option)
                .withImportOption(new ImportOption.DoNotIncludeJars())
                .importPackages(getClass().getPackageName());
    }

    private static Stream<JavaClass> concrete(JavaClasses classes, Class<?> type) {
        return classes.stream()
                .filter(found -> found.isAssignableTo(type))
                .filter(found -> !found.isInterface())
                .filter(found -> !found.getModifiers().contains(JavaModifier.ABSTRACT));
    }

    private static JobContract<?> make(JavaClass type) {
        try {
            var constructor = type.reflect().getDeclaredConstructor();
            constructor.setAccessible(true);
            return (JobContract<?>) constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type.getName() + " needs a plain constructor", e);
        }
    }
}
