package dev.nightmail.notification.alert;

/**
 * The relay did not take a notice. Its words may hold addresses, so that only the kind of failure
 * is kept.
 */
class RelayException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RelayException(RelayConfig relay, Exception cause) {
        super(
                "The relay %s:%d did not take it: %s"
                        .formatted(
                                relay.host(),
                                relay.port(),
                                rootOf(cause).getClass().getSimpleName()));
    }

    private static Throwable rootOf(Throwable failure) {
        var root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
