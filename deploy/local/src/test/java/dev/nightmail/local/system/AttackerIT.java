package dev.nightmail.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Somebody who wants in: at every endpoint of every service, over the wire. */
@ExtendWith(SystemExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AttackerIT {

    private static final int MOST_ITEMS = 1_000;

    private final SystemUnderTest system;
    private final Victims victims;
    private final AttackedTenant tenant;

    AttackerIT(SystemUnderTest system) {
        this.system = system;
        victims = new Victims(system);
        tenant = AttackedTenant.open(system.database(), victims.secrets);
    }

    @AfterAll
    void servicesAreReadyAndTheirLogsHoldNeitherSecretsNorFaults() {
        try {
            var key = tenant.key("*");
            victims.each((attacker, endpoints) ->
                    assertThat(
                                    attacker.send(AttackRequest.of("GET", "/api/jobs").bearing(key))
                                            .status())
                            .isEqualTo(200));
            victims.check();
        } finally {
            victims.stop();
        }
    }

    @Test
    @Tag("P2")
    void nobodyGetsInWithoutAValidKey() {
        var good = tenant.key("*");
        var refused =
                List.of(
                        "X-None: a",
                        "Authorization: Bearer nm_" + "A".repeat(43),
                        "Authorization: Bearer nm_" + "A".repeat(15_000),
                        "Authorization: Bearer nm_\u00e9\u00ff",
                        "Authorization: Bearer " + good.substring(1),
                        "Authorization: Bearer " + good + "A",
                        "Authorization: Basic bm06bm0=",
                        "Authorization: " + good,
                        "Authorization: Bearer " + tenant.expired(),
                        "Authorization: Bearer " + tenant.revoked(),
                        "Authorization: Bearer eyJhbGciOiJub25lIn0.e30.",
                        "Authorization: Bearer " + good + "\r\nAuthorization: Bearer nm_x",
                        "Authorization: Bearer nm_x\r\nAuthorization: Bearer " + good);
        victims.each((attacker, endpoints) -> {
            for (var endpoint : endpoints) {
                var plain = endpoint.request();
                refused.forEach(header -> assertRefused(attacker, endpoint, plain.with(header)));
                var query = "?access_token=" + good + "&key=" + good;
                assertRefused(
                        attacker,
                        endpoint,
                        new AttackRequest(
                                plain.method(),
                                plain.target() + query,
                                plain.headers(),
                                plain.body()));
            }
        });
    }

    private static void assertRefused(Attacker attacker, Endpoint endpoint, AttackRequest request) {
        var heard = attacker.send(request);
        if (endpoint.isOpen() && heard.status() != 401) {
            assertThat(heard.body()).as(request.toString()).matches(endpoint.openAnswer());
            return;
        }
        assertThat(heard.status()).as(request.toString()).isEqualTo(401);
        assertThat(heard.code()).isEqualTo("unauthorized");
        assertThat(heard.header("WWW-Authenticate")).isEqualTo("Bearer");
    }

    @Test
    @Tag("P2")
    void keyOpensNothingThatItsScopesDoNotName() {
        var key = tenant.key("nothing:read");
        victims.each((attacker, endpoints) -> {
            for (var endpoint : endpoints) {
                var heard = attacker.send(endpoint.request().bearing(key));
                if (endpoint.isOpen()) {
                    assertThat(heard.body()).matches(endpoint.openAnswer());
                    continue;
                }
                boolean isSignedOnly = endpoint.path().equals("/system/cron-run");
                assertThat(heard.code())
                        .as(endpoint.toString())
                        .isEqualTo(isSignedOnly ? "unauthorized" : "scope-missing");
            }
        });
    }

    @Test
    @Tag("P1")
    void bodiesThatNobodyWantsAreProblemsAndChangeNothing() {
        long before = tenant.keys() + 1;
        var key = tenant.key("*");
        var secret = victims.secrets.make();
        var bodies = BadBodies.all(secret);
        victims.each((attacker, endpoints) ->
                endpoints.stream()
                        .filter(endpoint -> endpoint.takesBody() && !isCronRun(endpoint))
                        .forEach(endpoint -> {
                            bodies.forEach((wrong, body) ->
                                    assertRefusal(
                                            attacker,
                                            known(endpoint, key)
                                                    .with("Content-Type: application/json")
                                                    .sending(body),
                                            wrong));
                            assertRefusal(
                                    attacker,
                                    known(endpoint, key)
                                            .with("Content-Type: application/json")
                                            .with("Content-Encoding: gzip")
                                            .sending(BadBodies.bomb()),
                                    "gzip");
                            assertRefusal(
                                    attacker,
                                    known(endpoint, key)
                                            .with("Content-Type: a/b/c;;")
                                            .sending("{}"),
                                    "another type");
                        }));
        assertThat(tenant.keys()).isEqualTo(before);
    }

    private static boolean isCronRun(Endpoint endpoint) {
        return endpoint.path().equals("/system/cron-run");
    }

    private static AttackRequest known(Endpoint endpoint, String key) {
        return AttackRequest.of(endpoint.method(), endpoint.target()).bearing(key);
    }

    private static void assertRefusal(Attacker attacker, AttackRequest request, String wrong) {
        assertThat(attacker.send(request).status()).as(wrong + ": " + request).isBetween(400, 499);
    }

    @Test
    @Tag("P1")
    void bodiesThatAreTooLongAreRefusedWhetherTheySaySoOrNot() {
        var key = tenant.key("*");
        var secret = victims.secrets.make();
        victims.each((attacker, endpoints) -> {
            for (var target : List.of("/api/keys", "/system/jobs/a.b-c/run")) {
                var head =
                        "POST %s HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\n"
                                .formatted(target, key);
                var chunk = "100000\r\n" + " ".repeat(0x100000) + "\r\n";

                assertTooLong(
                        attacker.sendBroken(
                                head + "Connection: close\r\nContent-Length: 30000000\r\n\r\n{"));
                assertTooLong(
                        attacker.sendBroken(
                                head + "Transfer-Encoding: chunked\r\n\r\n" + chunk.repeat(26)));
                assertRefusal(
                        attacker,
                        AttackRequest.of("POST", target)
                                .bearing(key)
                                .with("Content-Type: application/json")
                                .sending(BadBodies.longText(secret)),
                        "10 MB");
            }
        });
        var maintenance = victims.attacker("maintenance-service");
        for (var type : List.of("user", "plan", "session", "magic-link")) {
            var many = BadBodies.tooManyItems(MOST_ITEMS, secret);
            var heard =
                    maintenance.send(
                            AttackRequest.of("POST", "/api/ingest/" + type)
                                    .bearing(key)
                                    .json(many));
            assertThat(heard.code()).as(type).isEqualTo("invalid");
        }
    }

    private static void assertTooLong(List<Heard> heard) {
        assertThat(heard).extracting(Heard::code).containsExactly("request-entity-too-large");
    }

    @Test
    @Tag("P2")
    void noPathAndNoMethodLeadsAroundTheKey() {
        victims.each((attacker, endpoints) -> {
            for (var path : BrokenHttp.PATHS) {
                assertThat(attacker.send(AttackRequest.of("GET", path)).code())
                        .as(path)
                        .isIn("unauthorized", "not-found");
            }
            for (var method : List.of("TRACE", "BREW", "PROPFIND", "get", "PATCH")) {
                var marked =
                        AttackRequest.of(method, "/api/keys")
                                .with("X-Mark: " + victims.secrets.make());
                assertThat(attacker.send(marked).code()).isEqualTo("method-not-allowed");
            }
            var head = attacker.send(AttackRequest.of("HEAD", "/api/jobs"));
            assertThat(head.status()).isEqualTo(401);
            for (var endpoint : endpoints) {
                var asked = AttackRequest.of("OPTIONS", endpoint.target());
                assertThat(attacker.send(asked).body()).as(asked.toString()).isEmpty();
            }
        });
    }

    @Test
    @Tag("P2")
    void brokenHttpIsRefusedAndNothingIsDone() {
        var key = tenant.key("*");
        victims.each((attacker, endpoints) ->
                BrokenHttp.garbled(key)
                        .forEach((wrong, text) ->
                                assertThat(attacker.sendBroken(text))
                                        .as(wrong)
                                        .allMatch(heard -> heard.status() >= 400)));
    }

    @Test
    @Tag("P2")
    void oneRequestIsNeverTwo() {
        var key = tenant.key("*");
        victims.each((attacker, endpoints) ->
                BrokenHttp.smuggled(key)
                        .forEach((wrong, text) ->
                                assertThat(attacker.sendBroken(text))
                                        .as(wrong)
                                        .hasSizeLessThan(2)
                                        .allMatch(heard -> heard.status() >= 400)));
    }

    @Test
    @Tag("P1")
    void callersWhoDripAreCutOffAndKeepNobodyElseOut() {
        new DrippingCallers(victims.attacker("sync-service"), tenant.key("*")).attack();
    }

    @Test
    @Tag("P3")
    void callThatIsNotSignedAsItStandsRunsNothing() {
        new SignatureAttack(victims, system.database()).attack();
    }

    @Test
    @Tag("P1")
    void keyThatAsksTooOftenWaitsAndOthersDoNot() {
        var attacker = victims.attacker("notification-service");
        var greedy = AttackRequest.of("GET", "/api/keys").bearing(tenant.key("*"));

        var heard = attacker.sendAll(Collections.nCopies(2 * Victims.BURST, greedy));

        var refused = heard.stream().filter(answer -> answer.status() != 200).toList();
        assertThat(heard.size() - refused.size()).isGreaterThanOrEqualTo(Victims.BURST);
        assertThat(refused)
                .isNotEmpty()
                .allSatisfy(answer -> {
                    assertThat(answer.code()).isEqualTo("too-many-requests");
                    assertThat(answer.header("Retry-After")).matches("[1-9][0-9]*");
                });
        var other = AttackRequest.of("GET", "/api/keys").bearing(tenant.key("*"));
        assertThat(attacker.send(other).status()).isEqualTo(200);
    }

    @Test
    @Tag("M1")
    void nobodyWritesAHeaderIntoMail() throws IOException {
        new MailAttack(system, victims).attack();
    }
}
