package dev.nightmail.local.up;

import dev.nightmail.local.Refusal;
import java.util.function.Supplier;

/** An account that someone adds to a running stack. */
public final class AddedAccount {
    private final Stack stack;
    private final Screen screen;

    public AddedAccount(Stack stack, Screen screen) {
        this.stack = stack;
        this.screen = screen;
    }

    /**
     * Adds the account of an address like {@code imaps://user@host}, and shows its folders once it
     * is synced.
     */
    public void add(String url, Supplier<String> password) {
        MailAccount.parse(url, "");
        String key = stack.key().orElseThrow(() -> new Refusal("nothing runs yet: ./nightmail up"));
        MailAccount account = MailAccount.parse(url, password.get());
        AccountSync accounts = new AccountSync(new Api(stack.sync(), key), screen);
        if (accounts.find(account.address()).isPresent()) {
            throw new Refusal(account.address() + " is there already: ./nightmail status");
        }
        accounts.showFolders(accounts.add(account));
    }
}
