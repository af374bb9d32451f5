package dev.nightmail.common.job;

import java.time.ZoneId;

/**
 * When jobs of a kind are due by themselves.
 *
 * @param name unique in the system
 * @param cron five fields: minute, hour, day of month, month, day of week
 * @param zone whose local time the fields mean
 */
public record Schedule<A extends Record>(String name, String cron, ZoneId zone, A args) {}
