package dev.nightmail.common.setting;

import dev.nightmail.common.setting.SettingRepository.Change;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A setting with its value, as one service sees it.
 *
 * @param value empty when there is none, it is secret, or this service cannot know it
 * @param change the latest one, if there was any
 */
public record CurrentSetting(
        Setting setting, Optional<String> value, Source source, Optional<Change> change) {

    /** Where a value comes from. */
    public enum Source {
        /** Nobody has set it. */
        DEFAULT,
        /** The environment of this process, a file, or a system property. */
        ENVIRONMENT,
        /** An operator has changed it while services run. */
        TABLE,
        /** The environment of another service, unless it is changed there. */
        ELSEWHERE
    }

    /**
     * In the order of the catalogue.
     *
     * @param given what this service was started with; a command, which starts none, does not have
     *     the defaults in it
     */
    public static List<CurrentSetting> list(
            Catalogue catalogue,
            String service,
            Map<String, String> given,
            Collection<Change> changes) {
        var latest =
                changes.stream()
                        .collect(Collectors.toMap(c -> c.wish().key(), Function.identity()));
        return catalogue.all().stream()
                .map(setting ->
                        of(
                                setting,
                                Optional.ofNullable(given.get(setting.key())),
                                Optional.ofNullable(latest.get(setting.key())),
                                setting.isOf(service)))
                .toList();
    }

    /** Counts the changes; what somebody who changes it has to have seen. */
    public int version() {
        return change.map(Change::version).orElse(0);
    }

    private static CurrentSetting of(
            Setting setting, Optional<String> given, Optional<Change> change, boolean isOurs) {
        var changed =
                change.flatMap(c -> c.wish().value())
                        .filter(value -> setting.isLive() && setting.form().admits(value));
        if (changed.isPresent()) {
            return new CurrentSetting(setting, changed, Source.TABLE, change);
        }
        if (!isOurs) {
            return new CurrentSetting(setting, Optional.empty(), Source.ELSEWHERE, change);
        }
        var value = given.orElse(setting.standard());
        return new CurrentSetting(
                setting,
                Optional.of(value).filter(text -> !text.isEmpty() && !setting.isSecret()),
                value.equals(setting.standard()) ? Source.DEFAULT : Source.ENVIRONMENT,
                change);
    }
}
