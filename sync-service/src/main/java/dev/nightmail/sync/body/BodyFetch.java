package dev.nightmail.sync.body;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.nightmail.common.job.JobContext;
import dev.nightmail.common.job.JobResult;
import dev.nightmail.common.setting.InForce;
import dev.nightmail.common.storage.Owner;
import dev.nightmail.common.storage.Storage;
import dev.nightmail.common.storage.StoredObject;
import dev.nightmail.sync.account.SyncStateRepository;
import dev.nightmail.sync.body.BodyRepository.Place;
import dev.nightmail.sync.imap.ImapClient;
import dev.nightmail.sync.imap.ImapConnection;
import dev.nightmail.sync.imap.ImapException;
import dev.nightmail.sync.mime.UnreadableException;
import dev.nightmail.sync.schedule.HostPauseRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/** Reads a body, or an attachment, from its server and stores it. */
@ApplicationScoped
class BodyFetch {

    /** Why it waits: connections to its server have failed, for whichever accounts. */
    static final String HOST_PAUSED = "host-paused";

    private static final JobResult GONE = new JobResult.Cancelled("message-gone");

    private final Servers servers;
    private final BodyRepository bodies;
    private final Storage storage;
    private final InForce<BodyConfig> settings;

    /** Where mail is, and whether it may be asked for now. */
    @Singleton
    record Servers(SyncStateRepository accounts, HostPauseRepository hosts, ImapClient imap) {}

    BodyFetch(
            Servers servers, BodyRepository bodies, Storage storage, InForce<BodyConfig> settings) {
        this.servers = servers;
        this.bodies = bodies;
        this.storage = storage;
        this.settings = settings;
    }

    /** Connects to a server and logs in. */
    @FunctionalInterface
    interface Login {
        ImapConnection open() throws ImapException;
    }

    /** The message lies elsewhere by now, and the sync has not come to it yet. */
    static final class MovedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        MovedException() {
            super("moved");
        }
    }

    /** The server is to be left alone yet, by whomever. */
    static final class HostPausedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final Duration rest;

        HostPausedException(Duration rest) {
            super(HOST_PAUSED);
            this.rest = rest;
        }

        Duration rest() {
            return rest;
        }
    }

    /**
     * Fetches the body, or one attachment of a body that is stored.
     *
     * @throws UnreadableException when it is not to be had, or its account is not served
     * @throws MovedException when the sync must come first
     * @throws HostPausedException when its server is not to be asked
     */
    JobResult fetch(UUID message, Optional<Integer> attachment, JobContext job) throws IOException {
        var place = job.read(() -> bodies.find(message));
        if (place.isEmpty() && job.read(() -> bodies.isLookedFor(message))) {
            throw new MovedException();
        }
        if (place.isEmpty()) {
            return GONE;
        }
        var login = login(place.get().account(), job);
        return attachment.isPresent()
                ? fetchPart(new Fetch(message, place.get(), login, job), attachment.get())
                : fetchBody(new Fetch(message, place.get(), login, job));
    }

    /** Nobody logs in with what was refused. */
    private Login login(UUID account, JobContext job) {
        job.read(() -> bodies.findObstacle(account))
                .ifPresent(reason -> {
                    throw new UnreadableException(reason);
                });
        job.read(() -> servers.hosts().findRest(account))
                .ifPresent(rest -> {
                    throw new HostPausedException(rest);
                });
        var endpoint =
                job.read(() -> servers.accounts().findEndpoint(account))
                        .orElseThrow(() -> new UnreadableException(BodyRepository.RESTS));
        return () -> servers.imap().open(endpoint);
    }

    /** One message that is to be read, and who reads it. */
    record Fetch(UUID message, Place place, Login login, JobContext job) {}

    JobResult fetchBody(Fetch fetch) throws IOException {
        var keeper = keeper(fetch);
        var draft = new AtomicReference<Draft>();
        read(fetch, remote -> draft.set(remote.read(keeper)));
        fetch.job().stopIfAsked();
        var read = draft.get();
        var body = FinishedBody.of(fetch.message(), read);
        var text = body.text().getBytes(UTF_8);
        var object =
                keeper.keep(
                        Keeper.BODY,
                        out -> {
                            out.write(text);
                            out.write(body.html().getBytes(UTF_8));
                        });
        return fetch.job()
                .complete(chunk -> {
                    if (bodies.store(fetch.message(), body, object, text.length)) {
                        bodies.storeParts(fetch.message(), fetch.job().tenant(), read.parts());
                        chunk.count("stored", 1);
                        chunk.count("attachments", read.parts().size());
                        chunk.sample("stored", fetch.message().toString());
                    }
                });
    }

    JobResult fetchPart(Fetch fetch, int n) throws IOException {
        var number = fetch.job().read(() -> bodies.findPart(fetch.message(), n));
        if (number.isEmpty()) {
            return GONE;
        }
        var keeper = keeper(fetch);
        var object = new AtomicReference<Optional<StoredObject>>(Optional.empty());
        read(
                fetch,
                remote ->
                        remote.readPart(
                                number.get(),
                                (_, content) ->
                                        object.set(
                                                Optional.of(
                                                        keeper.keep(
                                                                Keeper.ATTACHMENT,
                                                                content::transferTo)))));
        return fetch.job()
                .complete(chunk -> {
                    if (bodies.storePart(fetch.message(), n, object.get().orElseThrow())) {
                        chunk.count("stored", 1);
                        chunk.sample("stored", fetch.message() + "/" + n);
                    }
                });
    }

    /** What is done with a message that was found on its server. */
    @FunctionalInterface
    private interface Reading {
        void read(RemoteMessage message) throws ImapException;
    }

    private void read(Fetch fetch, Reading reading) throws ImapException {
        var place = fetch.place();
        try (var connection = fetch.login().open()) {
            var mailbox = connection.examine(place.mailbox());
            if (mailbox.atSelect().uidValidity() != place.uidValidity()) {
                throw new MovedException();
            }
            reading.read(RemoteMessage.find(mailbox, place.uid(), settings.now()));
        }
    }

    private Keeper keeper(Fetch fetch) {
        return fetch.job().isDryRun()
                ? Keeper.dry()
                : Keeper.in(storage, new Owner(fetch.job().tenant(), fetch.place().account()));
    }
}
