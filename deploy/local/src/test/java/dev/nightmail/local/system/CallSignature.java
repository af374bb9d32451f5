package dev.nightmail.local.system;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs calls as docs/steering.md says. */
record CallSignature(String secret, long time, String nonce) {

    /** The header, whole. */
    String of(AttackRequest call) {
        return of(call.method(), call.target(), call.body());
    }

    String of(String method, String target, String body) {
        try {
            var digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(body.getBytes(StandardCharsets.ISO_8859_1));
            var text =
                    String.join(
                            "\n",
                            "v1",
                            method,
                            target,
                            "" + time,
                            nonce,
                            HexFormat.of().formatHex(digest));
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(
                    new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), mac.getAlgorithm()));
            var signature = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
            return "X-Internal-Signature: v1 t=%d,n=%s,s=%s"
                    .formatted(time, nonce, HexFormat.of().formatHex(signature));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    CallSignature at(long other) {
        return new CallSignature(secret, other, nonce);
    }

    CallSignature by(String other) {
        return new CallSignature(other, time, nonce);
    }
}
