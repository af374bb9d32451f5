package dev.nightmail.common.storage;

import java.util.UUID;

/** Whose objects are under one key, such as an account; destroyed together. */
public record Owner(UUID tenant, UUID id) {}
