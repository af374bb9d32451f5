package dev.nightmail.common.time;

import java.time.ZoneId;

/** Which time zones may be named: places, and UTC. */
public final class Zones {

    private static final String UTC = "UTC";

    /** Offsets in disguise, and their signs are the wrong way round. */
    private static final String DISGUISED = "Etc/";

    private Zones() {}

    public static boolean isKnown(String zone) {
        boolean isPlace =
                zone.contains("/")
                        && !zone.startsWith(DISGUISED)
                        && ZoneId.getAvailableZoneIds().contains(zone);
        return isPlace || zone.equals(UTC);
    }

    /**
     * @throws IllegalArgumentException that says what a zone is
     */
    static void check(String zone) {
        if (!isKnown(zone)) {
            throw new IllegalArgumentException(
                    "a zone is UTC or a region and a city, such as Europe/Berlin, not " + zone);
        }
    }
}
