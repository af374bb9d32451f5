package dev.nightmail.sync.body;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Base64;

/** Messages for tests. */
public final class Mails {

    static final byte[] PICTURE = "picture of nothing".getBytes(US_ASCII);
    static final byte[] FILE = "file of nothing".getBytes(US_ASCII);

    /** Text and HTML with a picture within, and a file. */
    public static final String FULL =
            """
            From: ada@example.com
            Subject: all of it
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=mixed

            --mixed
            Content-Type: multipart/alternative; boundary=alt

            --alt
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: quoted-printable

            Gr=C3=BC=C3=9Fe
            --alt
            Content-Type: multipart/related; boundary=rel

            --rel
            Content-Type: text/html; charset=iso-8859-1
            Content-Transfer-Encoding: quoted-printable

            <p onclick=3D"x()">Gr=FC=DFe <img src=3D"cid:pic@example.com"><img src=3D"http://leak.example/1"></p>
            --rel
            Content-Type: image/png; name=pic.png
            Content-ID: <pic@example.com>
            Content-Disposition: inline; filename=pic.png
            Content-Transfer-Encoding: base64

            %s
            --rel--
            --alt--
            --mixed
            Content-Type: application/pdf
            Content-Disposition: attachment; filename*=UTF-8''r%%C3%%A9sum%%C3%%A9.pdf
            Content-Transfer-Encoding: base64

            %s
            --mixed--
            """
                    .formatted(base64(PICTURE), base64(FILE))
                    .replace("\n", "\r\n");

    private Mails() {}

    static String of(String type, String content) {
        return "Subject: x\r\nContent-Type: " + type + "\r\n\r\n" + content;
    }

    /** Multiparts within multiparts. */
    static String nested(int levels) {
        var mail = new StringBuilder("Subject: bomb\r\n");
        for (int level = 0; level < levels; level++) {
            mail.append("Content-Type: multipart/mixed; boundary=b")
                    .append(level)
                    .append("\r\n\r\n--b")
                    .append(level)
                    .append("\r\n");
        }
        return mail.append("Content-Type: text/plain\r\n\r\ndeep\r\n").toString();
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
