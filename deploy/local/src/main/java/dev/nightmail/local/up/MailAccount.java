package dev.nightmail.local.up;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightmail.local.Refusal;
import dev.nightmail.local.server.ServersFile;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/**
 * An account to sync.
 *
 * @param secret its password
 */
public record MailAccount(
        String address, String name, Endpoint imap, Endpoint smtp, String username, String secret) {

    /**
     * A host to log in to.
     *
     * @param tls {@code implicit} or {@code starttls}
     */
    public record Endpoint(String host, int port, String tls) {
        private void writeTo(ObjectNode node) {
            node.put("host", host).put("port", port).put("tls", tls);
        }
    }

    /** The account with the sample mail, on the local servers. */
    static MailAccount sample(Properties servers) {
        return local(servers, "sample@nightmail.local", "Sample", ServersFile.PASSWORD);
    }

    /** An account on the local servers, whose user is its address. */
    public static MailAccount local(
            Properties servers, String address, String name, String secret) {
        return new MailAccount(
                address,
                name,
                new Endpoint(
                        servers.getProperty("imap.host"), port(servers, "imap.port"), "implicit"),
                new Endpoint(
                        servers.getProperty("smtp.host"), port(servers, "smtp.port"), "starttls"),
                address,
                secret);
    }

    /** As the API takes it. */
    public ObjectNode form() {
        ObjectNode form = Api.JSON.createObjectNode();
        form.put("address", address).put("name", name);
        imap.writeTo(form.putObject("imap"));
        smtp.writeTo(form.putObject("smtp"));
        return form.put("username", username).put("secret", secret);
    }

    private static int port(Properties servers, String key) {
        return Integer.parseInt(servers.getProperty(key));
    }

    /**
     * From {@code imaps://user@host[:port]}, or {@code imap://} for STARTTLS. SMTP is taken to be
     * at the same provider: {@code smtp.…} for {@code imap.…}, port 465.
     */
    static MailAccount parse(String text, String secret) {
        URI uri = parse(text);
        int at = uri.getRawAuthority().lastIndexOf('@');
        String user =
                URLDecoder.decode(
                        uri.getRawAuthority().substring(0, at).replace("+", "%2B"),
                        StandardCharsets.UTF_8);
        URI server = URI.create(uri.getScheme() + "://" + uri.getRawAuthority().substring(at + 1));
        boolean implicit = uri.getScheme().equals("imaps");
        int port = server.getPort() >= 0 ? server.getPort() : implicit ? 993 : 143;
        String host = server.getHost();
        String address =
                user.contains("@") ? user : user + "@" + host.replaceFirst("^(imap|mail)\\.", "");
        return new MailAccount(
                address,
                address,
                new Endpoint(host, port, implicit ? "implicit" : "starttls"),
                new Endpoint(host.replaceFirst("^imap\\.", "smtp."), 465, "implicit"),
                user,
                secret);
    }

    private static URI parse(String text) {
        try {
            URI uri = URI.create(text);
            String authority = uri.getRawAuthority();
            boolean scheme = "imaps".equals(uri.getScheme()) || "imap".equals(uri.getScheme());
            if (scheme && authority != null && authority.lastIndexOf('@') > 0) {
                return uri;
            }
        } catch (IllegalArgumentException notAUri) {
            throw new Refusal("not an address like imaps://user@host[:port]: " + text, notAUri);
        }
        throw new Refusal("not an address like imaps://user@host[:port]: " + text);
    }
}
