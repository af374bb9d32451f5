package dev.nightmail.common;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A method or constructor and its number of lines, from its name to its closing brace. Found by the
 * indentation, which the format check holds.
 *
 * @param first its first line
 */
record MeasuredMethod(String first, int lines) {

    private static final Pattern TYPE =
            Pattern.compile("(\\w+ )*@?(class|interface|record|enum) \\w+.*");
    private static final int INDENT = 4;

    /** All of a source file but those of anonymous classes. */
    static List<MeasuredMethod> listAll(List<String> source) {
        var found = new ArrayList<MeasuredMethod>();
        for (int end = 0; end < source.size(); end++) {
            if (source.get(end).strip().equals("}")) {
                int indent = indent(source.get(end));
                int start = opening(source, end, indent);
                if (isMember(source, start, indent)) {
                    found.add(new MeasuredMethod(source.get(start).strip(), end - start + 1));
                }
            }
        }
        return found;
    }

    private static boolean isMember(List<String> source, int start, int indent) {
        return indent > 0
                && !isType(source.get(start))
                && isType(source.get(opening(source, start, indent - INDENT)));
    }

    private static boolean isType(String line) {
        return TYPE.matcher(line.strip()).matches();
    }

    /** The nearest line above that is indented so far at most. */
    private static int opening(List<String> source, int from, int indent) {
        int line = from - 1;
        while (line > 0 && (source.get(line).isBlank() || indent(source.get(line)) > indent)) {
            line--;
        }
        return line;
    }

    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }
}
