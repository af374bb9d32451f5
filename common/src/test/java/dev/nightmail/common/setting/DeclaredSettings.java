package dev.nightmail.common.setting;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.nightmail.common.setting.Setting.Mark;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** The settings that one source file declares. */
final class DeclaredSettings {

    private final Trees trees;
    private final CompilationUnitTree unit;
    private final String service;

    /** What the service's own files of properties say. */
    private final Properties standards;

    private final Map<String, String> constants = new HashMap<>();
    private final Map<String, ClassTree> nested = new HashMap<>();

    /**
     * The settings of one interface, for one table of the page.
     *
     * @param meaning the first sentence of what it says of itself
     */
    record Area(String service, String prefix, String meaning, List<Setting> settings) {}

    DeclaredSettings(Trees trees, CompilationUnitTree unit, String service, Properties standards) {
        this.trees = trees;
        this.unit = unit;
        this.service = service;
        this.standards = standards;
    }

    List<Area> areas() {
        var areas = new ArrayList<Area>();
        for (var type : unit.getTypeDecls()) {
            if (type instanceof ClassTree mapping) {
                TreeText.annotation(mapping.getModifiers(), "ConfigMapping")
                        .flatMap(annotation -> TreeText.argument(annotation, "prefix", constants))
                        .ifPresent(prefix -> areas.add(area(mapping, prefix)));
            }
        }
        return areas;
    }

    private Area area(ClassTree mapping, String prefix) {
        for (var member : mapping.getMembers()) {
            if (member instanceof ClassTree inner) {
                nested.put(inner.getSimpleName().toString(), inner);
            } else if (member instanceof VariableTree constant
                    && constant.getInitializer() instanceof LiteralTree literal) {
                constants.put(constant.getName().toString(), String.valueOf(literal.getValue()));
            }
        }
        var meaning = TreeText.firstSentence(doc(mapping));
        return new Area(service, prefix, meaning, settings(mapping, prefix));
    }

    private List<Setting> settings(ClassTree group, String prefix) {
        var settings = new ArrayList<Setting>();
        for (var member : group.getMembers()) {
            if (member instanceof MethodTree method && method.getBody() == null) {
                settings.addAll(of(method, prefix + "." + TreeText.kebab(method.getName())));
            }
        }
        return settings;
    }

    private List<Setting> of(MethodTree method, String key) {
        var type = TreeText.bare(method.getReturnType());
        if (type instanceof ParameterizedTypeTree generic
                && generic.getType().toString().equals("Map")) {
            var inner = group(generic.getTypeArguments().getLast());
            if (inner.isPresent()) {
                return settings(inner.get(), key + ".*");
            }
            var keys = TreeText.choices(generic.getTypeArguments().getFirst(), constants);
            var value = generic.getTypeArguments().getLast();
            var form = FormOfType.of(value, TreeText.annotations(value), nested);
            return keys.stream().map(each -> setting(method, key + "." + each, form)).toList();
        }
        var group = group(type);
        if (group.isPresent()) {
            return settings(group.get(), key);
        }
        var annotations = method.getModifiers().getAnnotations();
        return List.of(setting(method, key, FormOfType.of(type, annotations, nested)));
    }

    private Optional<ClassTree> group(Tree type) {
        return Optional.ofNullable(nested.get(TreeText.bare(type).toString()))
                .filter(inner -> inner.getKind() == Tree.Kind.INTERFACE);
    }

    private Setting setting(MethodTree method, String key, Form form) {
        var modifiers = method.getModifiers();
        var mark =
                TreeText.annotation(modifiers, "Live").isPresent()
                        ? Mark.LIVE
                        : TreeText.annotation(modifiers, "Secret").isPresent()
                                ? Mark.SECRET
                                : Mark.PLAIN;
        var standard =
                TreeText.annotation(modifiers, "WithDefault")
                        .flatMap((AnnotationTree a) -> TreeText.argument(a, "value", constants))
                        .orElseGet(() -> standards.getProperty(key, ""));
        return new Setting(key, service, form, standard, mark, TreeText.markdown(doc(method)));
    }

    private String doc(Tree tree) {
        return Optional.ofNullable(trees.getDocComment(TreePath.getPath(unit, tree))).orElse("");
    }
}
