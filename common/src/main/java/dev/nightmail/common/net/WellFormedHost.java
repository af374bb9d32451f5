package dev.nightmail.common.net;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** A host as {@link HostText} wants it; nothing is asked of anybody. */
@Documented
@Constraint(validatedBy = WellFormedHost.Check.class)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface WellFormedHost {

    String message() default "must be a host name or address";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** What is absent is another constraint's concern. */
    final class Check implements ConstraintValidator<WellFormedHost, String> {

        @Override
        public boolean isValid(@Nullable String host, ConstraintValidatorContext context) {
            return host == null || HostText.isWellFormed(host);
        }
    }
}
