package dev.nightmail.common.setting;

import com.sun.source.tree.AnnotatedTypeTree;
import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.Name;

/** What stands in a piece of a source that was parsed, and no more. */
final class TreeText {

    private TreeText() {}

    static Optional<AnnotationTree> annotation(ModifiersTree modifiers, String name) {
        return annotation(modifiers.getAnnotations(), name);
    }

    static Optional<AnnotationTree> annotation(
            List<? extends AnnotationTree> annotations, String name) {
        return annotations.stream()
                .filter(each -> each.getAnnotationType().toString().equals(name))
                .<AnnotationTree>map(each -> each)
                .findFirst();
    }

    /** A literal, or the constant of that name. */
    static Optional<String> argument(
            AnnotationTree annotation, String name, Map<String, String> constants) {
        return annotation.getArguments().stream()
                .filter(each -> name(each).equals(name))
                .map(TreeText::value)
                .map(each ->
                        each instanceof LiteralTree literal
                                ? String.valueOf(literal.getValue())
                                : constants.getOrDefault(each.toString(), each.toString()))
                .findFirst();
    }

    /** Of a type that is annotated with a pattern of words: the words. */
    static List<String> choices(Tree type, Map<String, String> constants) {
        return annotation(annotations(type), "Pattern")
                .flatMap(pattern -> argument(pattern, "regexp", constants))
                .map(words -> List.of(words.split("\\|", -1)))
                .orElseThrow();
    }

    static List<? extends AnnotationTree> annotations(Tree type) {
        return type instanceof AnnotatedTypeTree annotated ? annotated.getAnnotations() : List.of();
    }

    static Tree bare(Tree type) {
        return type instanceof AnnotatedTypeTree annotated ? annotated.getUnderlyingType() : type;
    }

    static String kebab(Name name) {
        return name.toString().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /** Javadoc as Markdown in one line. */
    static String markdown(String doc) {
        return doc.replaceAll("\\s+", " ")
                .replaceAll("\\{@code ([^}]*)}", "`$1`")
                .replaceAll("\\{@link(?:plain)? [^}]*?(\\w+)}", "$1")
                .strip();
    }

    static String firstSentence(String doc) {
        return markdown(doc).replaceFirst("(?s)\\. .*", ".");
    }

    private static String name(ExpressionTree argument) {
        return argument instanceof AssignmentTree named ? named.getVariable().toString() : "value";
    }

    private static ExpressionTree value(ExpressionTree argument) {
        return argument instanceof AssignmentTree named ? named.getExpression() : argument;
    }
}
