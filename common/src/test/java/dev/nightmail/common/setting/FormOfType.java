package dev.nightmail.common.setting;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What may stand in a setting, by its type and the constraints on it. Where nothing else is said, a
 * number is from 0 on and a duration from 1 ms on.
 */
final class FormOfType {

    private FormOfType() {}

    static Form of(
            Tree type, List<? extends AnnotationTree> annotations, Map<String, ClassTree> nested) {
        if (TreeText.bare(type) instanceof ParameterizedTypeTree optional) {
            return of(optional.getTypeArguments().getFirst(), annotations, nested);
        }
        var name = TreeText.bare(type).toString();
        return switch (name) {
            case "boolean", "Boolean" -> new Form.Flag();
            case "short",
                    "int",
                    "long",
                    "Short",
                    "Integer",
                    "Long",
                    "OptionalInt",
                    "OptionalLong" ->
                    new Form.Whole(
                            number(annotations, "Min", 0),
                            number(annotations, "Max", Integer.MAX_VALUE));
            case "double", "float", "Double", "Float", "OptionalDouble" ->
                    new Form.Fraction(
                            decimal(annotations, "DecimalMin", 0),
                            decimal(annotations, "DecimalMax", Double.MAX_VALUE));
            case "Duration" -> new Form.Time(least(annotations));
            default ->
                    Optional.ofNullable(nested.get(name))
                            .<Form>map(FormOfType::choice)
                            .orElseGet(() -> text(annotations));
        };
    }

    private static int number(List<? extends AnnotationTree> annotations, String name, int orElse) {
        if (name.equals("Min") && TreeText.annotation(annotations, "Positive").isPresent()) {
            return 1;
        }
        return argument(annotations, name, "value").map(Integer::parseInt).orElse(orElse);
    }

    private static double decimal(
            List<? extends AnnotationTree> annotations, String name, double orElse) {
        return argument(annotations, name, "value").map(Double::parseDouble).orElse(orElse);
    }

    private static String least(List<? extends AnnotationTree> annotations) {
        var bound = TreeText.annotation(annotations, "DurationMin");
        if (bound.isEmpty()) {
            return "1ms";
        }
        for (var unit : List.of("days", "hours", "minutes", "seconds", "millis")) {
            var amount = TreeText.argument(bound.get(), unit, Map.of());
            if (amount.isPresent()) {
                return amount.get() + (unit.equals("millis") ? "ms" : unit.substring(0, 1));
            }
        }
        return "0s";
    }

    /** As the words are usually written. */
    private static Form choice(ClassTree enumeration) {
        return new Form.Choice(
                enumeration.getMembers().stream()
                        .filter(VariableTree.class::isInstance)
                        .map(VariableTree.class::cast)
                        .filter(member ->
                                member.getType()
                                        .toString()
                                        .equals(enumeration.getSimpleName().toString()))
                        .map(constant -> constant.getName().toString())
                        .map(name -> name.toLowerCase(Locale.ROOT).replace('_', '-'))
                        .toList());
    }

    private static Form text(List<? extends AnnotationTree> annotations) {
        return argument(annotations, "Pattern", "regexp")
                .filter(words -> words.matches("[\\w-]+(\\|[\\w-]+)+"))
                .<Form>map(words -> new Form.Choice(List.of(words.split("\\|", -1))))
                .orElseGet(Form.Text::new);
    }

    private static Optional<String> argument(
            List<? extends AnnotationTree> annotations, String name, String argument) {
        return TreeText.annotation(annotations, name)
                .flatMap(annotation -> TreeText.argument(annotation, argument, Map.of()));
    }
}
