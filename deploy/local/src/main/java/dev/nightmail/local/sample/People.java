package dev.nightmail.local.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Who writes to whom. */
final class People {

    /** A person as written in a header. */
    record Person(String name, String address) {
        @Override
        public String toString() {
            boolean plain = name.chars().allMatch(c -> c < 0x80);
            return (plain ? name : Words.q(name, UTF_8)) + " <" + address + ">";
        }
    }

    static final List<Person> ALL =
            List.of(
                    new Person("Ada Lind", "ada@example.com"),
                    new Person("Bob Marsh", "bob@example.com"),
                    new Person("Carol Nowak", "carol@example.org"),
                    new Person("Dídac Puig", "didac@example.org"),
                    new Person("Élodie Petit", "elodie@example.com"),
                    new Person("Frida Öberg", "frida@example.org"),
                    new Person("Григорий Котов", "grigory@example.com"),
                    new Person("花子 佐藤", "hanako@example.org"),
                    new Person("Ines Mac Dara", "ines.macdara@example.com"),
                    new Person("Jun Wei", "jun@example.org"));

    private People() {}

    /** So many recipients in one folded field. */
    static String crowd(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "\"Guest %d\" <guest%d@example.org>".formatted(i, i))
                .collect(Collectors.joining(",\r\n "));
    }
}
