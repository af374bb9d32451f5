package dev.nightmail.local.process;

import dev.nightmail.local.Refusal;
import java.util.List;

/**
 * How to run a server that refuses to be root, or that would need other users' rights: in a user
 * namespace where root is called nobody. Files keep their owner, so root's tests and such a server
 * share mailboxes.
 */
public final class Unprivileged {
    private static final List<String> NAMESPACE =
            List.of("unshare", "-U", "--map-user=65534", "--map-group=65534", "--");

    private Unprivileged() {}

    /** What to put before a command: nothing for everyone but root. */
    public static List<String> prefix() {
        return isRoot() ? NAMESPACE : List.of();
    }

    public static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    /** Refuses where root may not make user namespaces, as in some containers. */
    public static void check() {
        if (isRoot() && !Command.of("true").after(NAMESPACE).succeeds()) {
            throw new Refusal(
                    "PostgreSQL does not run as root and this machine allows no user namespaces: run as another user");
        }
    }

    /**
     * The user that such a command sees: {@code -u}, {@code -g}, {@code -un} or {@code -gn} as in
     * id(1).
     */
    public static String id(String option) {
        return Command.of("id", option).after(prefix()).output();
    }
}
