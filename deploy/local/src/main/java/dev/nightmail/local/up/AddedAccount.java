package dev.nightmail.local.up;

import dev.nightmail.local.Refusal;
import java.util.function.Supplier;

/** An account that someone adds to a running stack, or takes out of it. */
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
        Api api = api();
        MailAccount account = MailAccount.parse(url, password.get());
        AccountSync accounts = new AccountSync(api, screen);
        String address = account.address();
        if (accounts.find(address).isPresent()) {
            throw new Refusal(
                    "%s is there already – ./nightmail remove %s to take it out"
                            .formatted(address, address));
        }
        accounts.showFolders(accounts.add(account));
    }

    /** Takes the account of this address out, with all that was stored of it. */
    public void remove(String address) {
        Api api = api();
        String account =
                new AccountSync(api, screen)
                        .find(address)
                        .orElseThrow(() ->
                                new Refusal("no account " + address + ": see ./nightmail status"));
        api.delete("/api/email-accounts/" + account);
        screen.done("removed", address + "; a job deletes what was stored of it");
    }

    private Api api() {
        String key = stack.key().orElseThrow(() -> new Refusal("nothing runs yet: ./nightmail up"));
        return new Api(stack.sync(), key);
    }
}
