package dev.nightmail.common.security;

import java.util.UUID;

/** A key that was presented and is valid. */
record ApiKey(UUID id, UUID tenant) {}
