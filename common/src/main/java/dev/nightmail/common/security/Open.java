package dev.nightmail.common.security;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Whom this lets in, it decides by itself: it is called without a key, too. One that is sent must
 * be valid, unless the database is away, and is asked for its scopes by {@link Caller#may}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Open {}
