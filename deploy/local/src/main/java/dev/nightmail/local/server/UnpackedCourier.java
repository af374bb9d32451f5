package dev.nightmail.local.server;

import dev.nightmail.local.Refusal;
import dev.nightmail.local.process.Command;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/** Courier's IMAP program from Debian's packages, fetched and unpacked; nothing is installed. */
record UnpackedCourier(Path home) {
    private static final String FETCH =
            """
            set -e
            rm -rf "$0.new" && mkdir -p "$0.new/deb" && cd "$0.new/deb"
            apt-get -q download courier-imap courier-base courier-authlib libcourier-unicode4 libgamin0 libgdbm6 libidn12
            for deb in *.deb; do dpkg -x "$deb" "$0.new"; done
            test -x "$0.new/usr/bin/imapd"
            rm -rf "$0.new/deb" "$0" && mv "$0.new" "$0"
            """;

    /** From the cache, or fetched into it. */
    static UnpackedCourier get(Consumer<String> say) {
        var courier = new UnpackedCourier(Cache.folder().resolve("courier"));
        if (!Files.isExecutable(courier.program())) {
            say.accept("unpacking Courier from Debian's packages into " + courier.home());
            if (!Command.of("sh", "-c", FETCH, courier.home().toString()).succeeds()) {
                throw new Refusal(
                        "Courier cannot be fetched: its packages must be there for apt-get download"
                                + " courier-imap");
            }
        }
        return courier;
    }

    Path program() {
        return home.resolve("usr/bin/imapd");
    }

    Map<String, String> environment() {
        var lib = home.resolve("usr/lib");
        return Map.of(
                "LD_LIBRARY_PATH",
                lib + ":" + lib.resolve("x86_64-linux-gnu") + ":" + lib.resolve("courier-authlib"),
                "IMAP_CAPABILITY",
                "IMAP4rev1 UIDPLUS CHILDREN NAMESPACE",
                "MAILDIRQUOTA",
                "");
    }
}
