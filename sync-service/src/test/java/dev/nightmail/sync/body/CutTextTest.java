package dev.nightmail.sync.body;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("S10")
class CutTextTest {

    private static final int MOST = 65_536;

    @Test
    void textUpToTheLimitIsWholeAndOneByteMoreIsMarked() throws IOException {
        for (int size : new int[] {MOST, MOST + 1}) {
            var world = world(Mails.of("text/plain", "x".repeat(size)));

            world.fetch();

            assertThat(world.view().text()).hasSize(MOST);
            assertThat(world.view().truncated()).as(size + " bytes").isEqualTo(size > MOST);
        }
    }

    @Test
    void secondTextThatFindsNoRoomIsMarkedToo() throws IOException {
        var part = "--b\r\nContent-Type: text/plain\r\n\r\n%s\r\n";
        var world =
                world(
                        Mails.of(
                                "multipart/mixed; boundary=b",
                                part.formatted("x".repeat(MOST))
                                        + part.formatted("more")
                                        + "--b--\r\n"));

        world.fetch();

        assertThat(world.view().truncated()).isTrue();
        assertThat(world.view().text()).doesNotContain("more");
    }

    private static FetchWorld world(String mail) throws IOException {
        var world = new FetchWorld(mail);
        world.settings.put("most-text-bytes", Integer.toString(MOST));
        return world;
    }
}
