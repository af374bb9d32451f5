package dev.nightmail.local.server;

import dev.nightmail.local.process.Command;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Debian's packages of Dovecot, fetched and unpacked by a user who may not install them. */
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

    private UnpackedDovecot() {}

    static Optional<DovecotPrograms> get(Consumer<String> say) {
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
        Path lib = home.resolve("usr/lib/dovecot");
        Path system = home.resolve("usr/lib/x86_64-linux-gnu");
        String libraries = lib + ":" + system;
        String settings =
                """
                libexec_dir = %1$s
                mail_plugin_dir = %1$s/modules
                import_environment = TZ LD_LIBRARY_PATH=%2$s
                """
                        .formatted(lib, libraries);
        return new DovecotPrograms(
                home.resolve("usr/sbin/dovecot").toString(),
                Map.of("LD_LIBRARY_PATH", libraries),
                settings);
    }
}
