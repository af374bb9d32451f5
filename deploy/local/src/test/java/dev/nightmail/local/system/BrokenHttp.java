package dev.nightmail.local.system;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Requests that no honest client writes. */
final class BrokenHttp {
    private static final String POST =
            "POST /api/keys HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n";
    private static final int LONG_HEADER = 65_536;
    private static final int MANY_HEADERS = 5_000;

    /** Ways round a filter that looks at paths, and what is not there. */
    static final List<String> PATHS =
            List.of(
                    "/q/health",
                    "/q/openapi",
                    "/q/metrics",
                    "/q/dev",
                    "/api/../q/health",
                    "/../../etc/passwd",
                    "/%2e%2e%2f%2e%2e%2fetc/passwd",
                    "//api//jobs",
                    "/api//jobs",
                    "/api/jobs/",
                    "/api/./jobs",
                    "/x/../api/jobs",
                    "/api/%2e%2e/api/jobs",
                    "/%61pi/jobs",
                    "/api%2fjobs",
                    "/api/jobs;x=y",
                    "/api;x=y/jobs",
                    "/x/..;/api/jobs",
                    "/api/jobs/..;/audit",
                    "/api/jobs%3bx=y",
                    "/api/jobs%00",
                    "/api/jobs%c0%af",
                    "/API/JOBS",
                    "/api/jobs.json",
                    "/system/../api/jobs",
                    "/api/jobs%0d%0aX-Evil:%20a",
                    "/api/jobs/%0d%0aX-Evil:%20a",
                    "/api/jobs?kind=%0d%0aX-Evil:%20a",
                    "/META-INF/resources/",
                    "/");

    private BrokenHttp() {}

    /** The second request, which the first one hides. */
    private static String hidden(String key) {
        return "GET /api/audit HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer "
                + key
                + "\r\nConnection: close\r\n\r\n";
    }

    /** Each is one request, or none, however it is read. */
    static Map<String, String> smuggled(String key) {
        var hidden = hidden(key);
        var length = "Content-Length: " + hidden.length();
        var empty = "\r\n\r\n0\r\n\r\n";
        var all = new LinkedHashMap<String, String>();
        all.put(
                "length and chunks",
                POST + length + "\r\nTransfer-Encoding: chunked" + empty + hidden);
        all.put(
                "chunks and length",
                POST + "Transfer-Encoding: chunked\r\n" + length + empty + hidden);
        all.put(
                "chunks and a tab",
                POST + length + "\r\nTransfer-Encoding:\tchunked" + empty + hidden);
        all.put("chunks alone", POST + "Transfer-Encoding: chunked" + empty + hidden);
        all.put("two lengths", POST + "Content-Length: 0\r\n" + length + "\r\n\r\n" + hidden);
        all.put("two in one", POST + "Content-Length: 0, " + hidden.length() + "\r\n\r\n" + hidden);
        all.put("length below nothing", POST + "Content-Length: -1\r\n\r\n" + hidden);
        all.put("length with a sign", POST + "Content-Length: +2\r\n\r\n{}" + hidden);
        all.put(
                "length beyond all",
                POST + "Content-Length: 99999999999999999999\r\n\r\n" + hidden);
        all.put("identity", POST + "Transfer-Encoding: identity\r\n\r\n" + hidden);
        all.put("another encoding", POST + "Transfer-Encoding: xchunked\r\n\r\n" + hidden);
        all.put(
                "two encodings",
                POST
                        + "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity"
                        + empty
                        + hidden);
        all.put(
                "a space before the colon",
                POST + "Transfer-Encoding : chunked\r\n" + length + empty + hidden);
        return all;
    }

    /** Of none of these anything is done. */
    static Map<String, String> garbled(String key) {
        var known = "Authorization: Bearer " + key + "\r\n";
        var end = "Connection: close\r\n\r\n";
        var all = new LinkedHashMap<String, String>();
        requestLines()
                .forEach((wrong, line) -> all.put(wrong, line + "\r\nHost: a\r\n" + known + end));
        headers()
                .forEach((wrong, lines) ->
                        all.put(wrong, "GET /api/audit HTTP/1.1\r\n" + known + lines + end));
        all.put("TLS", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\r\n\r\n");
        return all;
    }

    private static Map<String, String> requestLines() {
        return Map.of(
                "a line end in the path", "GET /api/audit\r\nX-Evil: a HTTP/1.1",
                "a space in the path", "GET /api/audit x HTTP/1.1",
                "NUL in the path", "GET /api/audit\0 HTTP/1.1",
                "half an escape", "GET /api/audit?x=%z HTTP/1.1",
                "a backslash", "GET \\api\\audit HTTP/1.1",
                "no version", "GET /api/audit",
                "a long path", "GET /api/audit?" + "a".repeat(LONG_HEADER) + " HTTP/1.1",
                "another's house", "CONNECT eve.example:443 HTTP/1.1",
                "a star", "OPTIONS * HTTP/1.1");
    }

    private static Map<String, String> headers() {
        return Map.of(
                "no host", "",
                "two hosts", "Host: a\r\nHost: b\r\n",
                "a host that is none", "Host: a/\\\"<\r\n",
                "CR in a header", "Host: a\r\nX-A: b\rX-Evil: c\r\n",
                "LF in a header", "Host: a\r\nX-A: b\nX-Evil\r\n",
                "NUL in a header", "Host: a\r\nX-A: \0\r\n",
                "a long header", "Host: a\r\nX-A: " + "a".repeat(LONG_HEADER) + "\r\n",
                "many headers", "Host: a\r\n" + "X-A: b\r\n".repeat(MANY_HEADERS));
    }
}
