package dev.nightmail.local.server;

import dev.nightmail.local.process.Command;
import dev.nightmail.local.process.Unprivileged;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Debian's packages of Dovecot, fetched and unpacked by a user who may not install them. Dovecot
 * looks for its modules in /usr/lib/dovecot and nowhere else, so it runs in a mount namespace where
 * that folder is the unpacked one.
 */
final class UnpackedDovecot {
    private static final String FETCH =
            """
            set -e
            rm -rf "$0.new" && mkdir -p "$0.new/deb" && cd "$0.new/deb"
            packages=$(apt-cache depends --recurse --no-recommends --no-suggests --no-conflicts --no-breaks \
              --no-replaces --no-enhances dovecot-imapd | grep '^[a-z0-9]' | sort -u)
            for package in $packages; do
              case $(dpkg-query -W -f '${db:Status-Abbrev}' "$package" 2>/dev/null || true) in
                ii*) ;;
                *) apt-get -q download "$package" || true ;;
              esac
            done
            for deb in *.deb; do dpkg -x "$deb" "$0.new"; done
            test -x "$0.new/usr/sbin/dovecot"
            rm -rf "$0.new/deb" && mv "$0.new" "$0"
            """;

    /**
     * Links stand for all of /usr/lib but Dovecot; the user is mapped back to itself before Dovecot
     * starts.
     */
    private static final String IN_ITS_PLACE =
            """
            set -e
            mkdir -p "$0/system" "$0/links"
            for entry in /usr/lib/*; do ln -sfn "$0/system/${entry##*/}" "$0/links/${entry##*/}"; done
            ln -sfn "$0/usr/lib/dovecot" "$0/links/dovecot"
            mount --rbind /usr/lib "$0/system"
            mount --rbind "$0/links" /usr/lib
            user=$1 group=$2
            shift 2
            exec unshare -U --map-user="$user" --map-group="$group" -- "$@"
            """;

    private static final List<String> NAMESPACE =
            List.of("unshare", "-U", "-m", "--map-root-user", "--");

    private UnpackedDovecot() {}

    static Optional<DovecotPrograms> get(Consumer<String> say) {
        if (!Command.of("true").after(NAMESPACE).succeeds()) {
            return Optional.empty();
        }
        Path home = Cache.folder().resolve("dovecot");
        if (!Files.isExecutable(home.resolve("usr/sbin/dovecot"))) {
            say.accept("unpacking Dovecot from Debian's packages into " + home);
            if (!Command.of("sh", "-c", FETCH, home.toString()).succeeds()) {
                return Optional.empty();
            }
        }
        return Optional.of(at(home));
    }

    private static DovecotPrograms at(Path home) {
        String libraries = home.resolve("usr/lib/x86_64-linux-gnu").toString();
        var place =
                List.of(
                        "sh",
                        "-c",
                        IN_ITS_PLACE,
                        home.toString(),
                        Unprivileged.id("-u"),
                        Unprivileged.id("-g"));
        return new DovecotPrograms(
                home.resolve("usr/sbin/dovecot").toString(),
                Stream.concat(NAMESPACE.stream(), place.stream()).toList(),
                Map.of("LD_LIBRARY_PATH", home.resolve("usr/lib/dovecot") + ":" + libraries),
                "import_environment = TZ LD_LIBRARY_PATH=" + libraries + "\n");
    }
}
