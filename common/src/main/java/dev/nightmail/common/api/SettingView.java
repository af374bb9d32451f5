package dev.nightmail.common.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.nightmail.common.setting.CurrentSetting;
import dev.nightmail.common.setting.SettingRepository.Change;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the API shows of a setting.
 *
 * @param service whose it is; empty when it is every service's
 * @param value absent when there is none, it is secret, or this service cannot know it
 * @param source default, environment, table or elsewhere
 * @param version counts the changes; what {@code If-Match} has to name
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record SettingView(
        String key,
        String environment,
        String service,
        String allowed,
        @JsonProperty("default") String standard,
        Optional<String> value,
        String source,
        boolean live,
        String meaning,
        int version) {

    static SettingView of(CurrentSetting current) {
        var setting = current.setting();
        return new SettingView(
                setting.key(),
                setting.environment(),
                setting.service(),
                setting.form().text(),
                setting.standard(),
                current.value(),
                current.source().name().toLowerCase(Locale.ROOT),
                setting.isLive(),
                setting.meaning(),
                current.version());
    }

    /** All settings, in the order of the reference. */
    @RegisterForReflection
    public record Page(List<SettingView> items) {}

    /** The changes of a setting, newest first. */
    @RegisterForReflection
    public record History(List<ChangeView> items) {}

    /**
     * One change.
     *
     * @param from absent when the environment's value was in force before
     * @param to absent when it is in force again
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record ChangeView(
            int version,
            Instant at,
            String actor,
            Optional<String> from,
            Optional<String> to,
            String reason) {

        static ChangeView of(Change change, Optional<Change> before) {
            return new ChangeView(
                    change.version(),
                    change.at(),
                    change.wish().actor(),
                    before.flatMap(earlier -> earlier.wish().value()),
                    change.wish().value(),
                    change.wish().reason());
        }
    }
}
