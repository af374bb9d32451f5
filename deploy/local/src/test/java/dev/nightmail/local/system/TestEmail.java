package dev.nightmail.local.system;

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

    /** How often it has arrived. */
    long arrivals() {
        return system.sink().countOf(messageId);
    }
}
