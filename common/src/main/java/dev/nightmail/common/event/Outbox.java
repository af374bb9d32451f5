package dev.nightmail.common.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightmail.common.id.Ids;
import dev.nightmail.common.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Takes facts in the transaction of the change that they tell of. */
@ApplicationScoped
public class Outbox {

    private final Sql sql;
    private final Ids ids;
    private final InstantSource clock;
    private final ObjectMapper json;
    private final String service;

    public Outbox(
            Sql sql,
            Ids ids,
            InstantSource clock,
            ObjectMapper json,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.sql = sql;
        this.ids = ids;
        this.clock = clock;
        this.json = json;
        this.service = service;
    }

    /**
     * The caller has locked the aggregate's row, so that the order of ids is the order of commits
     * of its key.
     */
    public void add(String topic, Fact<?> fact) {
        sql.update(
                "INSERT INTO events.outbox (tenant_id, service, topic, key, event) VALUES (?, ?, ?, ?, ?)",
                fact.tenant(),
                service,
                topic,
                fact.tenant() + "/" + fact.key(),
                toJson(fact));
    }

    private String toJson(Fact<?> fact) {
        try {
            return json.writeValueAsString(
                    new CloudEvent(
                            "1.0",
                            ids.next(),
                            "/nightmail/" + service,
                            fact.type(),
                            fact.key(),
                            clock.instant(),
                            "application/json",
                            fact.tenant(),
                            json.valueToTree(fact.data())));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("A fact is not JSON: " + fact.type(), e);
        }
    }
}
