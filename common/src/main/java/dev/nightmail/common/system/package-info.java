/**
 * Calls from outside that make the service work: what is due by time, and single jobs.
 *
 * <p>A call is signed with a secret that both sides have: {@code Signatures} says with what, and
 * which calls are refused. Or it is made with a key, as far as that allows it.
 *
 * <pre>
 *   form ──▶ time within 5 minutes ──▶ HMAC of one of two secrets ──▶ nonce never seen ──▶ done
 *    └──────────┴──────────────────────────┴───────────────────────────┴──▶ 401, nothing done
 * </pre>
 *
 * <p>The nonce is committed before anything is done, so that two processes that get the same call
 * do it once at most. If a process dies behind that commit, the caller signs anew: the ticks are
 * the same, and the unique key of a kind holds a second job back.
 *
 * <p>Who waits for a job is told of its end by {@code dev.nightmail.common.engine.Ends} where this
 * process runs it, and else looks twice a second; between two looks it holds no connection.
 */
@NullMarked
package dev.nightmail.common.system;

import org.jspecify.annotations.NullMarked;
