package dev.nightmail.maintenance.product;

import dev.nightmail.common.event.Subscription;
import dev.nightmail.common.ingest.ProductFacts;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes what the product tells of what this service owns. */
@ApplicationScoped
class ProductConsumer implements Subscription {

    private static final String CHANNEL = "product-facts";

    private final ProductFacts facts;

    ProductConsumer(ProductFacts facts) {
        this.facts = facts;
    }

    @Override
    public String channel() {
        return CHANNEL;
    }

    @Override
    @Incoming(CHANNEL)
    @RunOnVirtualThread
    public void take(ConsumerRecords<String, String> records) throws InterruptedException {
        facts.take(records);
    }
}
