package dev.nightmail.sync.body;

import dev.nightmail.common.setting.Live;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** Which bodies are fetched, and how long they are kept. */
@ConfigMapping(prefix = "nightmail.bodies")
public interface BodyConfig {

    /** After that time a body is fetched anew when somebody asks for it. */
    @WithDefault("30d")
    @DurationMin(minutes = 1)
    @Live
    Duration ttl();

    /** Bodies of flagged mail that one sync has fetched before anybody asks. */
    @WithDefault("100")
    @Min(0)
    @Max(10000)
    @Live
    int mostAhead();

    /** Mail that is flagged when it is stored, and older than that, waits until somebody asks. */
    @WithDefault("30d")
    @DurationMin
    @Live
    Duration aheadAge();

    /** Bytes of the largest message, or sum of its parts, that is read for its body. */
    @WithDefault("26214400")
    @Min(65536)
    @Max(104857600)
    @Live
    long mostBytes();

    /** Bytes of the largest attachment shown within a body that is stored with it. */
    @WithDefault("5242880")
    @Min(0)
    @Max(26214400)
    @Live
    long mostInlineBytes();

    /** Messages of up to so many bytes are read whole, in one go, instead of part by part. */
    @WithDefault("1048576")
    @Min(0)
    @Max(26214400)
    @Live
    long wholeUpTo();

    /** Bytes of text, or of HTML, in one message; what goes beyond is not read. */
    @WithDefault("8388608")
    @Min(65536)
    @Max(26214400)
    @Live
    long mostTextBytes();
}
