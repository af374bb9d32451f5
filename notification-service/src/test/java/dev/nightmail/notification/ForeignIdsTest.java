package dev.nightmail.notification;

import dev.nightmail.common.migration.SchemaGate;
import dev.nightmail.common.testkit.ForeignIds;
import dev.nightmail.common.testkit.Servers;
import dev.nightmail.common.testkit.TestApi;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is another tenant's looks as if it were not there, at every endpoint. */
@QuarkusTest
@QuarkusTestResource(
        value = Servers.class,
        initArgs =
                @ResourceArg(
                        name = "nightmail.operator.address",
                        value = "operator@nightmail.test"))
@Tag("P2")
class ForeignIdsTest {

    @Inject SchemaGate schema;

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init")
    URI root;

    @TestHTTPResource(value = "/", management = true)
    @SuppressWarnings("NullAway.Init")
    URI management;

    @Test
    void idOfAnotherTenantIsNotFoundAnywhere() throws Exception {
        schema.await();
        var owner = new TestApi(root);

        new ForeignIds(new TestApi(management), owner, new TestApi(root)).check(Map.of(), Map.of());
    }
}
