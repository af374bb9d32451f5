package dev.nightmail.sync.body;

import dev.nightmail.common.testkit.TestApi;
import java.net.http.HttpResponse;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Asks again and again, as a caller does who was told to wait. */
public final class Asked {

    private static final int LOOKS = 200;
    private static final long PAUSE_NANOS = 100_000_000;

    private Asked() {}

    /** The first answer with this status. */
    public static HttpResponse<String> until(int status, TestApi api, String path)
            throws Exception {
        return until(answer -> answer.statusCode() == status, api, path);
    }

    /** The first answer that is so. */
    static HttpResponse<String> until(
            Predicate<HttpResponse<String>> isSo, TestApi api, String path) throws Exception {
        for (int i = 0; i < LOOKS; i++) {
            var answer = api.get(path);
            if (isSo.test(answer)) {
                return answer;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        throw new AssertionError("It is not answered so: " + path);
    }
}
