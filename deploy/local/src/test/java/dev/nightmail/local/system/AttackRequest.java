package dev.nightmail.local.system;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One request as it goes over the wire; nothing of it is put right on the way.
 *
 * @param headers whole lines
 * @param body a character for each byte
 */
record AttackRequest(String method, String target, List<String> headers, String body) {

    static AttackRequest of(String method, String target) {
        return new AttackRequest(method, target, List.of(), "");
    }

    AttackRequest with(String header) {
        var more = new ArrayList<>(headers);
        more.add(header);
        return new AttackRequest(method, target, more, body);
    }

    AttackRequest bearing(String key) {
        return with("Authorization: Bearer " + key);
    }

    AttackRequest json(String text) {
        return with("Content-Type: application/json").sending(text);
    }

    AttackRequest sending(String text) {
        return sending(text.getBytes(StandardCharsets.UTF_8));
    }

    AttackRequest sending(byte[] bytes) {
        return new AttackRequest(
                method, target, headers, new String(bytes, StandardCharsets.ISO_8859_1));
    }

    /** After its answer the service hangs up. */
    byte[] bytes() {
        return bytes("Connection: close");
    }

    byte[] bytes(String lastHeader) {
        var lines = new ArrayList<String>();
        lines.add(method + " " + target + " HTTP/1.1");
        lines.add("Host: nightmail.test");
        lines.addAll(headers);
        if (!body.isEmpty() || method.startsWith("P")) {
            lines.add("Content-Length: " + body.length());
        }
        lines.add(lastHeader);
        var text = String.join("\r\n", lines) + "\r\n\r\n" + body;
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public String toString() {
        var line = method + " " + target + " " + headers;
        return line.substring(0, Math.min(line.length(), 300));
    }
}
