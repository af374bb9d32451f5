package dev.nightmail.sync.finding;

import dev.nightmail.common.problem.Problem;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which messages a caller asks for, in the caller's words. */
@SuppressWarnings("NullAway.Init") // All fields are set before anybody sees them.
public class MessageQuery {

    public static final Set<String> NAMES =
            Set.of(
                    "account",
                    "folder",
                    "thread",
                    "label",
                    "flag",
                    "notFlag",
                    "sender",
                    "subject",
                    "text",
                    "since",
                    "before",
                    "hasAttachments",
                    "after",
                    "limit");

    @QueryParam("account")
    public @Nullable UUID account;

    @QueryParam("folder")
    public @Nullable UUID folder;

    @QueryParam("thread")
    public @Nullable UUID thread;

    @QueryParam("label")
    public List<String> label;

    @QueryParam("flag")
    public List<String> flag;

    @QueryParam("notFlag")
    public List<String> notFlag;

    @QueryParam("sender")
    public Optional<String> sender;

    @QueryParam("subject")
    public Optional<String> subject;

    @QueryParam("text")
    public Optional<String> text;

    @QueryParam("since")
    public Optional<String> since;

    @QueryParam("before")
    public Optional<String> before;

    @QueryParam("hasAttachments")
    public Optional<String> hasAttachments;

    @QueryParam("after")
    public Optional<String> after;

    @QueryParam("limit")
    @DefaultValue("50")
    @Min(1)
    @Max(200)
    public int limit;

    /**
     * The same, understood.
     *
     * @throws Problem that names the parameter that is wrong
     */
    public MessageFilter filter() {
        var within =
                new MessageFilter.Within(
                        Optional.ofNullable(account),
                        Optional.ofNullable(folder),
                        Optional.ofNullable(thread),
                        Asked.list("label", label).stream().map(Label::named).toList());
        if (within.isAnywhere()) {
            throw Problem.invalid("Say which account, folder or thread: ?account=<id>.");
        }
        return new MessageFilter(
                within,
                new MessageFilter.Flags(
                        Asked.list("flag", flag).stream().map(FlagName::of).toList(),
                        Asked.list("notFlag", notFlag).stream().map(FlagName::of).toList()),
                new MessageFilter.Words(
                        Asked.text("sender", sender),
                        Asked.text("subject", subject),
                        Asked.words("text", text)),
                new MessageFilter.Received(
                        Asked.time("since", since), Asked.time("before", before)),
                Asked.truth("hasAttachments", hasAttachments));
    }

    public Optional<Position> position() {
        return after.map(text -> Position.parse("after", text));
    }
}
