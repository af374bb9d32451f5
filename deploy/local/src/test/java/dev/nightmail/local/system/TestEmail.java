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
        ObjectNode form = Api.JSON.createObjectNode();
        form.put("accountId", account.id());
        form.putArray("to").add("friend-" + UUID.randomUUID() + "@example.org");
        form.put("subject", "Grüße").put("text", "Text\n.and a dot\n");
        JsonNode queued = system.api(system.stack().mail()).post("/api/emails", form);
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
