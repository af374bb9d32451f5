package dev.nightmail.sync.body;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.nightmail.common.problem.Problem;
import dev.nightmail.common.setting.InForce;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.common.storage.Storage;
import dev.nightmail.common.storage.StoreAwayException;
import dev.nightmail.common.storage.StoredObject;
import dev.nightmail.sync.body.BodyViewRepository.KeptBody;
import dev.nightmail.sync.body.BodyViewRepository.KeptPart;
import dev.nightmail.sync.body.BodyViewRepository.Standing;
import dev.nightmail.sync.html.HtmlSanitizer;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Finds and reads what is stored of bodies, for callers; each look is a transaction. */
@ApplicationScoped
class KeptBodies {

    private static final Logger LOG = Logger.getLogger(KeptBodies.class);

    private final Sql sql;
    private final BodyViewRepository views;
    private final BodyRequests requests;
    private final Storage storage;
    private final InForce<BodyConfig> settings;

    KeptBodies(
            Sql sql,
            BodyViewRepository views,
            BodyRequests requests,
            Storage storage,
            InForce<BodyConfig> settings) {
        this.sql = sql;
        this.views = views;
        this.requests = requests;
        this.storage = storage;
        this.settings = settings;
    }

    /** A message's body as far as it is here. */
    record Found(KeptBody body, List<BodyView.Attachment> attachments) {

        /** What is answered while it is fetched. */
        @RegisterForReflection
        record Asked(UUID jobId) {}

        Standing standing() {
            return body.standing();
        }

        /**
         * The object, unless it is not here or too old; it is shown until another one is stored.
         */
        Optional<StoredObject> object() {
            return standing().stored();
        }
    }

    /**
     * Looks a message's body up.
     *
     * @throws Problem 404 when there is no such message
     */
    Found find(UUID message, UUID tenant) {
        return sql.transaction(
                Access.request(tenant),
                () -> {
                    var body =
                            views.find(message, settings.now().ttl(), HtmlSanitizer.VERSION)
                                    .orElseThrow(Problem::notFound);
                    return new Found(body, views.listAttachments(message));
                });
    }

    /**
     * Looks an attachment up.
     *
     * @throws Problem 404 when the message has none of this number
     */
    KeptPart findPart(UUID message, int n, UUID tenant) {
        return sql.transaction(
                Access.request(tenant),
                () -> views.findPart(message, n).orElseThrow(Problem::notFound));
    }

    /** The job that fetches it, an old one if it lives. */
    UUID ask(FetchBodyJob.Args wanted, UUID tenant, String actor) {
        return sql.transaction(Access.request(tenant), () -> requests.ask(tenant, wanted, actor));
    }

    /**
     * Reads both forms, of which each has a few megabytes at most.
     *
     * @throws Problem 503 when the store does not give them for now
     */
    BodyView read(UUID message, Found found) throws IOException {
        try (var in = open(found.object().orElseThrow())) {
            var text = in.readNBytes(Math.toIntExact(found.body().textSize()));
            var html = in.readAllBytes();
            return new BodyView(
                    message,
                    found.body().cachedAt().orElseThrow(),
                    new String(text, UTF_8),
                    new String(html, UTF_8),
                    found.body().blocked(),
                    found.body().truncated(),
                    found.attachments(),
                    found.standing().job(),
                    found.standing().failure());
        } catch (StoreAwayException away) {
            throw away(away);
        }
    }

    /** The same as a page, with those of its pictures in it that are stored. */
    BodyPage page(UUID message, Found found, UUID tenant) throws IOException {
        var html = read(message, found).html();
        var pictures = new HashMap<String, BodyPage.Picture>();
        for (var one : found.attachments()) {
            if (ServedFile.isPicture(one.type()) && BodyPage.shows(html, one.url())) {
                findPart(message, one.n(), tenant)
                        .standing()
                        .stored()
                        .ifPresent(object ->
                                pictures.put(one.url(), new Stored(one.type(), object, storage)));
            }
        }
        return new BodyPage(html, pictures);
    }

    /** A picture in the store. */
    private record Stored(String type, StoredObject object, Storage storage)
            implements BodyPage.Picture {

        @Override
        public long size() {
            return object.size();
        }

        @Override
        public InputStream open() throws IOException {
            try {
                return storage.open(object);
            } catch (StoreAwayException away) {
                throw away(away);
            }
        }
    }

    /**
     * Opens what is stored.
     *
     * @throws Problem 503 when the store does not give it for now
     */
    InputStream open(StoredObject object) throws IOException {
        try {
            return storage.open(object);
        } catch (StoreAwayException away) {
            throw away(away);
        }
    }

    private static Problem away(StoreAwayException away) {
        LOG.warnf("An object cannot be read for now: %s", away.getMessage());
        return new Problem(
                Status.SERVICE_UNAVAILABLE,
                "unavailable",
                "The store of bodies is away; try again soon.");
    }
}
