package dev.nightmail.local.process;

import dev.nightmail.local.Refusal;
import java.nio.file.Path;
import java.util.List;

/**
 * How root runs a server that refuses to be root, or that would need other users' rights. Best in a
 * user namespace where root is called nobody: files keep their owner, so root's tests and such a
 * server share mailboxes. Where containers forbid that, as the true nobody, who is given the files.
 */
public final class Unprivileged {
    private static final String NOBODY = "65534";
    private static final List<String> NAMESPACE =
            List.of("unshare", "-U", "--map-user=" + NOBODY, "--map-group=" + NOBODY, "--");
    private static final List<String> AS_NOBODY =
            List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups", "--");

    private Unprivileged() {}

    /** What to put before a command: nothing for everyone but root. */
    public static List<String> prefix() {
        if (!isRoot()) {
            return List.of();
        }
        return isTrueNobody() ? AS_NOBODY : NAMESPACE;
    }

    public static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    /** Whether the servers run as a user who sees root's files only if they are given to it. */
    public static boolean isTrueNobody() {
        return isRoot() && !Command.of("true").after(NAMESPACE).succeeds();
    }

    /** Lets such a server have the file, or the folder with all that is in it. */
    public static void give(Path path) {
        if (!isTrueNobody()) {
            return;
        }
        Command.of("chown", "-R", NOBODY + ":" + NOBODY, path.toString()).output();
        if (!Command.of("test", "-w", path.toString()).after(AS_NOBODY).succeeds()) {
            throw new Refusal(
                    "root may not make user namespaces here and nobody cannot reach "
                            + path
                            + ": use a folder that all may enter, or run as another user");
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
