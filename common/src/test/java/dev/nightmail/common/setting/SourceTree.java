package dev.nightmail.common.setting;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import dev.nightmail.common.setting.DeclaredSettings.Area;
import dev.nightmail.common.setting.Setting.Mark;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** The sources of all services, as far as they declare what can be set. */
final class SourceTree {

    static final Path ROOT = Path.of(System.getProperty("repository.root"));

    private static final List<String> MODULES =
            List.of(
                    "common",
                    "sync-service",
                    "mail-service",
                    "maintenance-service",
                    "notification-service");

    private static final String ONE_KIND = "nightmail.jobs.\"KIND\"";
    private static final Pattern KIND = Pattern.compile("JobKind\\.of\\(\\s*\"([a-z.-]+)\"");

    private SourceTree() {}

    /** Of every service first, then by service, and in each by key. */
    static List<Area> areas() throws IOException {
        var areas = new ArrayList<Area>();
        for (var module : MODULES) {
            var service = module.equals("common") ? "" : module;
            var ofModule = areasOf(module, service);
            ofModule.sort(Comparator.comparing(Area::prefix));
            areas.addAll(ofModule);
            if (service.isEmpty()) {
                areas.add(new Area(service, ONE_KIND, "One kind of job.", ofKinds()));
            }
        }
        return areas;
    }

    private static List<Area> areasOf(String module, String service) throws IOException {
        var standards = standards(module);
        var areas = new ArrayList<Area>();
        var compiler = Optional.ofNullable(ToolProvider.getSystemJavaCompiler()).orElseThrow();
        try (var files =
                compiler.getStandardFileManager(d -> {}, Locale.ROOT, StandardCharsets.UTF_8)) {
            var sources = files.getJavaFileObjectsFromPaths(sources(module, "Config.java"));
            if (sources.iterator().hasNext()) {
                var task = (JavacTask) compiler.getTask(null, files, d -> {}, null, null, sources);
                var trees = Trees.instance(task);
                for (CompilationUnitTree unit : task.parse()) {
                    areas.addAll(new DeclaredSettings(trees, unit, service, standards).areas());
                }
            }
        }
        return areas;
    }

    /** Each key has the name of a kind in it; what is in force without it, the kind says. */
    private static List<Setting> ofKinds() throws IOException {
        var byKind = new TreeMap<String, Setting>();
        for (var module : MODULES) {
            for (var source : sources(module, ".java")) {
                KIND.matcher(Files.readString(source))
                        .results()
                        .map(found -> found.group(1))
                        .forEach(kind -> byKind.put(kind, timeout(kind, module)));
            }
        }
        return List.copyOf(byKind.values());
    }

    private static Setting timeout(String kind, String service) {
        return new Setting(
                "nightmail.jobs.\"%s\".timeout".formatted(kind),
                service,
                new Form.Time("1s"),
                "",
                Mark.PLAIN,
                "How long a run may go on without progress; without it, as docs/jobs.md says.");
    }

    private static List<Path> sources(String module, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        }
    }

    private static Properties standards(String module) throws IOException {
        var standards = new Properties();
        var resources = ROOT.resolve(module).resolve("src/main/resources");
        for (var name :
                List.of("META-INF/microprofile-config.properties", "application.properties")) {
            var file = resources.resolve(name);
            if (Files.exists(file)) {
                try (var in = Files.newBufferedReader(file)) {
                    standards.load(in);
                }
            }
        }
        return standards;
    }
}
