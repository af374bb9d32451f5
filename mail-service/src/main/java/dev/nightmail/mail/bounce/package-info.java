/**
 * Reads what machines answer to mail: reports about deliveries (RFC 3464, and the forms that are
 * older or of their own), complaints (RFC 5965), and what is neither.
 *
 * <pre>
 *   message ─▶ Parts ─┬─ feedback-report ───────────▶ Complaint
 *                     ├─ disposition-notification ──▶ Automatic
 *                     ├─ delivery-status ───────────▶ DeliveryReport, each recipient by itself
 *                     ├─ a person's substitute ─────▶ Automatic
 *                     ├─ text of a known program ───▶ DeliveryReport
 *                     └─ else ──────────────────────▶ NotAutomatic
 * </pre>
 *
 * <p>All input is a stranger's: of a message at most 2 MiB are looked at, and parts, levels,
 * groups, fields and lines are counted. A message within the message is never gone into beyond its
 * header, so that a bounce that quotes another is one. Anybody can write a report: it is believed
 * only about a message that we know, which is for the caller to see to.
 *
 * <p>Not here: signed envelope addresses, and what becomes of what was reported.
 */
@NullMarked
package dev.nightmail.mail.bounce;

import org.jspecify.annotations.NullMarked;
