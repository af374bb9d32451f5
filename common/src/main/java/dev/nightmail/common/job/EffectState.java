package dev.nightmail.common.job;

/** What the ledger says of an effect. */
public sealed interface EffectState {

    /** It was never begun. */
    record Untouched() implements EffectState {}

    /** It was begun and nobody knows how it ended. */
    record Uncertain(String name, String stableId) implements EffectState {}

    /** It is over. */
    record Settled(String stableId, String outcome) implements EffectState {}
}
