package dev.nightmail.notification.alert;

/**
 * The relay did not take a notice. Its words may hold addresses, so that only the kind of failure
 * is kept.
 */
class RelayException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RelayException(RuntimeException cause) {
        super("The relay did not take it: " + rootOf(cause).getClass().getSimpleName());
    }

    private static Throwable rootOf(Throwable failure) {
        var root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
