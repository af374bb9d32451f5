package dev.nightmail.sync.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AddressListTest {

    @Test
    void addressesComeWithAndWithoutNames() {
        reads("ada@example.com", new Mailbox("", "ada@example.com"));
        reads("Ada <ada@example.com>", new Mailbox("Ada", "ada@example.com"));
        reads("\"Lind, \\\"A\\\"\" <a@x>", new Mailbox("Lind, \"A\"", "a@x"));
        reads("a@x (Ada (at work))", new Mailbox("Ada (at work)", "a@x"));
    }

    @Test
    void groupsGiveTheirMembers() {
        reads("undisclosed-recipients:;");
        reads(
                "Circle: a@x, Bob <b@x>;, c@x",
                new Mailbox("", "a@x"),
                new Mailbox("Bob", "b@x"),
                new Mailbox("", "c@x"));
    }

    @Test
    void addressWithinAnEncodedNameIsNotTheAddress() {
        reads(
                "=?utf-8?Q?=22Ada=22_=3Cada=40x=3E?= <eve@y>",
                new Mailbox("\"Ada\" <ada@x>", "eve@y"));
    }

    @Test
    void quotedLeftSideStaysQuoted() {
        reads("\"odd name\"@example.com", new Mailbox("", "\"odd name\"@example.com"));
    }

    @Test
    void obsoleteRouteIsLeftOut() {
        reads("<@a,@b:ada@example.com>", new Mailbox("", "ada@example.com"));
    }

    @Test
    void unclosedQuoteOrBracketIsAnOrdinaryCharacter() {
        reads("\"Ada <a@x>, b@x", new Mailbox("\"Ada", "a@x"), new Mailbox("", "b@x"));
        reads("Ada <a@x", new Mailbox("Ada", "a@x"));
    }

    @Test
    void whatIsNoAddressStaysAsItIs() {
        reads("root", new Mailbox("", "root"));
        reads("<>, ,;");
    }

    @Test
    void hostileFieldsTakeTimeInProportionToTheirLength() {
        var parsed = AddressList.parse("<(\"".repeat(300_000), 20_000);

        assertThat(parsed).hasSizeLessThan(3);
    }

    private static void reads(String field, Mailbox... expected) {
        assertThat(AddressList.parse(field, 100)).as(field).containsExactly(expected);
    }
}
