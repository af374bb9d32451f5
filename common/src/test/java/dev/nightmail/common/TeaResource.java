package dev.nightmail.common;

/** A way in, for {@link RulesBiteTest}. */
final class TeaResource {
    void brew() {}
}
