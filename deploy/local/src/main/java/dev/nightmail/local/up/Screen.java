package dev.nightmail.local.up;

import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;

/** What the person sees: plain lines, and on a terminal colour and a bar drawn in place. */
public final class Screen {
    private static final int BAR = 28;
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(3);

    private final PrintStream out;
    private final boolean terminal;
    private final boolean colour;
    private long lastLine;

    Screen(PrintStream out, boolean terminal, boolean colour) {
        this.out = out;
        this.terminal = terminal;
        this.colour = colour;
    }

    public static Screen standard() {
        boolean terminal =
                Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
        return new Screen(System.out, terminal, terminal && System.getenv("NO_COLOR") == null);
    }

    public void line(String text) {
        out.println(text);
    }

    /** One step that is done. */
    public void done(String step, String how) {
        out.printf("%s %-14s %s%n", paint("32", "✓"), step, how);
    }

    public void heading(String text) {
        out.printf("%n%s%n", paint("1", text));
    }

    public void entry(String name, String value) {
        out.printf("  %-14s %s%n", name, value);
    }

    public String faint(String text) {
        return paint("2", text);
    }

    /** How far something is; {@code total} 0 when nobody knows yet. */
    public void progress(String what, long done, long total, double seconds) {
        String numbers =
                "%,d of %s  %.0f s  %,.0f/s"
                        .formatted(
                                done,
                                total == 0 ? "?" : "%,d".formatted(total),
                                seconds,
                                done / Math.max(seconds, 0.1));
        if (terminal) {
            int filled = total == 0 ? 0 : (int) Math.min(BAR, BAR * done / total);
            String bar = "█".repeat(filled) + "░".repeat(BAR - filled);
            out.printf("\r\033[K  %s %s  %s", what, paint("36", bar), numbers);
            out.flush();
        } else if (System.nanoTime() - lastLine > BETWEEN_LINES.toNanos()) {
            lastLine = System.nanoTime();
            out.printf("  %s  %s%n", what, numbers);
        }
    }

    /** The bar has done its work. */
    public void endProgress() {
        if (terminal) {
            out.print("\r\033[K");
            out.flush();
        }
    }

    private String paint(String code, String text) {
        return colour ? "\033[" + code + "m" + text + "\033[0m" : text;
    }
}
