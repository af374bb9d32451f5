package dev.nightmail.local;

/** Starts the stack. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.out.println("hello " + args.length);
    }
}
