package dev.nightmail.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Signed calls that somebody has overheard, changed, or made up. */
record SignatureAttack(Victims victims, Database database) {
    private static final String CRON = "/system/cron-run";
    private static final String NOBODY = "00000000-0000-0000-0000-000000000000";

    /** A dry run of one kind of each service. */
    private static final Map<String, String> RUNS =
            Map.of(
                    "sync-service", run("sync.remove-account", "\"accountId\":\"" + NOBODY + '"'),
                    "mail-service", run("mail.send-message", "\"messageId\":\"" + NOBODY + '"'),
                    "maintenance-service", run("maintenance.prune-jobs", ""),
                    "notification-service",
                            run(
                                    "notification.send-notification",
                                    "\"notificationId\":\"" + NOBODY + '"'));

    private static String run(String kind, String args) {
        return "/system/jobs/" + kind + "/run?wait=0 {\"args\":{" + args + "},\"dryRun\":true}";
    }

    void attack() {
        RUNS.forEach((service, run) -> {
            var words = run.split(" ", 2);
            attack(victims.attacker(service), AttackRequest.of("POST", CRON), 200);
            attack(
                    victims.attacker(service),
                    AttackRequest.of("POST", words[0]).sending(words[1]),
                    202);
        });
    }

    private void attack(Attacker attacker, AttackRequest call, int success) {
        var signature = now();
        var good = call.with(signature.of(call));
        assertThat(attacker.send(good).status()).as(call.toString()).isEqualTo(success);
        long before = traces();

        assertRefused(attacker, "a replay", good);
        changed(call).forEach((what, other) -> assertRefused(attacker, what, other));
        for (var header : forged(call)) {
            assertRefused(attacker, header, call.with(header));
        }
        var signed = now().of(call);
        var second = now().of(call);
        assertRefused(attacker, "two signatures", call.with(signed + "0").with(second));
        assertThat(traces()).as(call.toString()).isEqualTo(before);
    }

    /** What is sent is not what was signed. */
    private Map<String, AttackRequest> changed(AttackRequest call) {
        var all = new HashMap<String, AttackRequest>();
        var body = call.body();
        var more = body + " ";
        var target = call.target();
        var farther = target + (target.contains("?") ? "&" : "?") + "x=1";
        all.put("another body", call.sending(more).with(now().of("POST", target, body)));
        all.put("another query", call.with(now().of("POST", farther, body)));
        all.put("another path", call.with(now().of("POST", "/system" + target, body)));
        all.put(
                "a path without its query",
                call.with(now().of("POST", target.split("\\?", -1)[0] + "?", body)));
        all.put("another method", call.with(now().of("PUT", target, body)));
        all.put("no body", call.sending("x").with(now().of("POST", target, "")));
        return all;
    }

    private List<String> forged(AttackRequest call) {
        var good = now().of(call);
        long time = now().time();
        return List.of(
                now().at(time - 330).of(call),
                now().at(time + 330).of(call),
                now().at(0).of(call),
                now().by(victims.secrets.make()).of(call),
                now().of(call).replace("v1 ", "v0 "),
                now().of(call).replace("v1 ", ""),
                good.substring(0, good.length() - 1),
                good + "0",
                now().of(call).replaceFirst("s=.*", "s="),
                now().of(call).replaceFirst("s=.*", "s=" + "g".repeat(64)),
                now().of(call).replaceFirst("s=.*", "s=" + "0".repeat(64)),
                now().of(call).replaceFirst("n=[^,]*", "n=" + UUID.randomUUID()),
                now().of(call).replaceFirst("t=[0-9]*", "t=" + (time - 1)),
                now().of(call).replaceFirst("t=[0-9]*", "t=99999999999"),
                "X-Internal-Signature: ",
                "X-Internal-Signature: v1",
                "X-None: a");
    }

    private static void assertRefused(Attacker attacker, String what, AttackRequest call) {
        var heard = attacker.send(call);
        assertThat(heard.status()).as(what).isEqualTo(401);
        assertThat(heard.code()).as(what).isEqualTo("unauthorized");
    }

    /** Nonces are kept of good calls only; runs are in the audit. */
    private long traces() {
        return database.number("select count(*) from core.audit where actor = 'signature'")
                + database.number("select count(*) from core.nonce");
    }

    private CallSignature now() {
        return new CallSignature(
                victims.signing,
                InstantSource.system().instant().getEpochSecond(),
                UUID.randomUUID().toString());
    }
}
