package dev.nightmail.common.problem;

import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.util.Optional;

/** Where in a request something is wrong, in the words of the caller. */
final class Fields {

    private Fields() {}

    /**
     * Such as {@code imap.tls} or {@code to[0]}; the name of the parameter when it is wrong as a
     * whole.
     */
    static String name(Path path) {
        var name = new StringBuilder();
        var parameter = "";
        for (Path.Node node : path) {
            if (node.isInIterable()) {
                place(node).ifPresent(place -> name.append('[').append(place).append(']'));
            }
            if (node.getKind() == ElementKind.PROPERTY) {
                name.append(name.isEmpty() ? "" : ".").append(node.getName());
            }
            if (node.getKind() == ElementKind.PARAMETER) {
                parameter = node.getName();
            }
        }
        return name.isEmpty() ? parameter : name.toString();
    }

    private static Optional<Object> place(Path.Node node) {
        return Optional.<Object>ofNullable(node.getIndex())
                .or(() -> Optional.ofNullable(node.getKey()));
    }
}
