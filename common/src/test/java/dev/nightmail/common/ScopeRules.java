package dev.nightmail.common;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.nightmail.common.security.Open;
import dev.nightmail.common.security.Scope;
import dev.nightmail.common.security.Scopes;
import java.util.Optional;

/** That every way in says whom it lets in. */
final class ScopeRules {

    /** One of the known names, so that a key can be given it; at the method or at its class. */
    static final ArchRule endpointsSayWhomTheyLetIn =
            methods()
                    .that()
                    .areMetaAnnotatedWith("jakarta.ws.rs.HttpMethod")
                    .should(sayWhomTheyLetIn())
                    .allowEmptyShould(true);

    private ScopeRules() {}

    private static ArchCondition<JavaMethod> sayWhomTheyLetIn() {
        return new ArchCondition<>("have a known @Scope, or be @Open") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                boolean isSaid =
                        method.isAnnotatedWith(Open.class)
                                || findScope(method).filter(Scopes.KNOWN::contains).isPresent();
                if (!isSaid) {
                    events.add(SimpleConditionEvent.violated(method, method.getFullName()));
                }
            }
        };
    }

    private static Optional<String> findScope(JavaMethod method) {
        return method.tryGetAnnotationOfType(Scope.class)
                .or(() -> method.getOwner().tryGetAnnotationOfType(Scope.class))
                .map(Scope::value);
    }
}
