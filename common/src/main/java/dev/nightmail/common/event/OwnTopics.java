package dev.nightmail.common.event;

import java.util.List;

/** Topics that this service alone consumes or writes to, and therefore makes. */
@FunctionalInterface
public interface OwnTopics {

    List<String> names();
}
