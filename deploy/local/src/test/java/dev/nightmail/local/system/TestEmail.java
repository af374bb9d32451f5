package dev.nightmail.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightmail.local.up.Api;
import java.util.UUID;

/**
 * A message that mail-service has taken over with a 202.
 *
 * @param job the id of the job that sends it
 */
record TestEmail(SystemUnderTest system, String job, String messageId) {

    static TestEmail post(TestAccount account) {
        SystemUnderTest system = account.system();
        var form = form(account, "friend-" + UUID.randomUUID() + "@example.org");
        return of(system, system.api(system.stack().mail()).post("/api/emails", form));
    }

    /**
     * Mail that is long on its way: the far end answers slowly.
     *
     * @param key a process that was asked under it before is asked for the same once more
     */
    static TestEmail postSlowOnce(TestAccount account, Replica replica, UUID key) {
        var form = slowForm(account, key);
        return of(account.system(), replica.api().postOnce("/api/emails", form, key.toString()));
    }

    /** What is posted under this key. */
    static ObjectNode slowForm(TestAccount account, UUID key) {
        return form(account, "friend-" + key + "@slow.example");
    }

    private static ObjectNode form(TestAccount account, String recipient) {
        ObjectNode form = Api.JSON.createObjectNode();
        form.put("accountId", account.id());
        form.putArray("to").add(recipient);
        return form.put("subject", "Grüße").put("text", "Text\n.and a dot\n");
    }

    private static TestEmail of(SystemUnderTest system, JsonNode queued) {
        return new TestEmail(
                system, queued.path("jobId").asText(), queued.path("messageId").asText());
    }

    /** Waits for the end of its job: the public state. */
    String awaitEnd() {
        return Jobs.awaitEnd(system.api(system.stack().mail()), job);
    }

    /** Waits for the end of its job, and counts at the far end. */
    void assertIsSentOnceOrUncertain() {
        String end = awaitEnd();
        assertThat(end).as(messageId).isIn("completed", "uncertain");
        if (end.equals("completed")) {
            assertThat(arrivals()).as(messageId).isOne();
        } else {
            assertThat(arrivals()).as(messageId).isBetween(0L, 1L);
        }
    }

    /** How often it has arrived. */
    long arrivals() {
        return system.sink().countOf(messageId);
    }
}
