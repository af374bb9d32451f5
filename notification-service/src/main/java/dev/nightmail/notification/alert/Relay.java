package dev.nightmail.notification.alert;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.Mailer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Hands notices to the relay, one at a time.
 *
 * <p>The mail client below Quarkus' mailer (Vert.x 4.5) makes connections that are asked for at the
 * same moment on one event loop, and listens on another: a greeting that comes in between is lost,
 * and waited for until the send is given up.
 */
@ApplicationScoped
class Relay {

    private final RelayConfig config;
    private final Mailer mailer;
    private final ReentrantLock line = new ReentrantLock(true);

    Relay(RelayConfig config, Mailer mailer) {
        this.config = config;
        this.mailer = mailer;
    }

    /**
     * @param before what is done when it is this mail's turn
     * @throws RelayException when the relay did not take the mail, or nobody knows whether it did
     */
    void send(Mail mail, Runnable before) {
        try {
            line.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RelayException(config, e);
        }
        try {
            before.run();
            give(mail);
        } finally {
            line.unlock();
        }
    }

    private void give(Mail mail) {
        try {
            mailer.send(mail);
        } catch (RuntimeException e) {
            throw new RelayException(config, e);
        }
    }
}
