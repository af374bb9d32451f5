package dev.nightmail.mail.verdict;

import java.util.List;

/**
 * The table: id, stages, codes, enhanced statuses, action, scope, category, phrases. The first row
 * that matches wins.
 *
 * <p>{@code *} is any. Action {@code -} is by the code: try again after 4yz, give up after 5yz.
 * Scope {@code -} is by the stage: a recipient's at RCPT, the message's at MAIL and after DATA, the
 * server's before. {@code /} parts alternative phrases, {@code &} what must be said together, and
 * {@code =} begins what is said as a whole. An indented line goes on with the phrases of the one
 * above.
 */
final class Rules {

    static final List<Rule> ALL =
            """
            greylisted                *        4xx     *         retry-soon    -         greylisted
                greylist / graylist / grey-list / grey list / tempgrey
            greylisted-hard           *        5xx     *         retry-soon    -         greylisted
                greylisted / greylisting / graylisted / graylisting
            greylisted-rspamd         data,dot,rcpt 450,451 4.7.1     retry-soon    -         greylisted
                =try again later / =please try again later
            greylisted-spamd          *        450,451 *         retry-soon    -         greylisted
                =temporary failure, please try again later. / triplet & try again / come back later

            tls-first                 *        530,451,454,550,554 *         retry         domain    tls-required
                must issue & starttls / starttls first / starttls command first / starttls is required / starttls required
            tls-for-domain            *        421     4.7.0     retry         domain    tls-required  tls required
            tls-gmail-bulk            *        *       x.7.29    -             us        tls-required
                tls/ssl / tls connection
            tls-encryption            mail,rcpt,data,dot *       x.7.10    -             domain    tls-required  *
            tls-unavailable           tls      *       *         retry         domain    tls-required  *

            greeting-takes-no-mail    greeting 521,554 *         give-up       domain    domain-unknown
                does not accept mail / accepts no mail / not a mail server
            greeting-refused          greeting 5xx     *         retry         us        blocked  *
            ehlo-refused-for-us       ehlo     550,554,521 *         retry         us        blocked  *
            ehlo-refused              ehlo     5xx     *         retry         us        protocol  *

            auth-backend              auth     *       *         retry         account   server-busy
                connection lost to authentication server / temporary authentication failure /
                temporary failure / temporarily unavailable / internal error / service unavailable
            auth-too-many-log-ins     auth     4xx     *         retry         account   rate-limited
                too many / rate / quota / later
            auth-password-transition  auth     432     *         pause-account account   auth  *
            auth-temporary            auth     4xx     *         retry         account   server-busy  *
            auth-needs-tls            auth     538     *         pause-account account   tls-required  *
            auth-needs-tls-status     auth     5xx     5.7.11    pause-account account   tls-required  *
            auth-refused              auth     5xx     *         pause-account account   auth  *
            auth-demanded             *        530,534,535,538 *         pause-account account   auth  *
            auth-status               mail     5xx     5.7.8,5.7.57 pause-account account   auth  *
            auth-not-authenticated    mail     5xx     *         pause-account account   auth
                client was not authenticated / authentication required / authentication is required /
                smtp auth is required
            account-disabled          mail     525     *         pause-account account   auth  *
            account-disabled-status   mail     5xx     5.7.13    pause-account account   auth  *

            account-daily-limit       *        *       *         retry         account   rate-limited
                daily user sending / daily sending quota / reached your daily limit / daily smtp relay limit /
                submissionquotaexceeded / sendinglimit / hourly limit / max emails per hour /
                max defers and failures / recipient rate limit / recipientratelimit /
                exceeded your sending limit / sending limit exceeded
            account-threads           *        432     *         retry         account   rate-limited  *
            account-limit-exchange    *        *       x.2.121-122 retry         account   rate-limited  *
            account-limit-daily       *        *       x.1.90    retry         account   rate-limited  *
            account-blocked-exchange  *        5xx     5.1.8,5.7.501-503,5.7.705 pause-account account   blocked
                bad outbound sender / spam abuse / banned sender / tenant has exceeded / exceeded threshold
            account-blocked           mail,rcpt 5xx     *         pause-account account   blocked
                account has been temporarily suspended / account is blocked from sending /
                suspended from sending / sending has been disabled / outgoing mail from & suspended
            sender-not-ours           mail,rcpt 5xx     *         give-up       message   sender-refused
                not owned by user / sender address is not allowed / not allowed to send as / sendasdenied /
                not authorized to send from / sender is not allowed / cannot send from
            sender-not-ours-exchange  *        5xx     5.2.252,5.7.60 give-up       message   sender-refused  *

            recipient-rate            *        *       x.2.1     retry         recipient rate-limited
                too quickly / at a rate / receiving mail too
            recipient-rate-words      *        *       *         retry         recipient rate-limited
                user is receiving mail too quickly / recipient & receiving mail at a rate /
                mailbox & too many messages / storedrv.deliver & thread limit
            too-many-recipients       rcpt     4xx,552,550,554 x.5.3     retry         recipient too-many-recipients  *
            too-many-recipients-words rcpt     4xx,5xx *         retry         recipient too-many-recipients
                too many recipients / too many rcpt / recipients limit / maximum number of recipients
            mail-from-too-many        *        4xx     *         retry         us        rate-limited
                too much mail / too many recipients from

            unverified-gmail          *        4xx,5xx x.7.20-24,x.7.26-27,x.7.30,x.7.32 -             message   sender-unverified
                *
            unverified-arc            *        5xx     5.7.29    give-up       message   sender-unverified  *
            unverified-exchange       *        4xx,5xx x.7.509,x.7.515 -             message   sender-unverified  *
            unverified-yahoo          *        4xx,5xx *         -             message   sender-unverified
                sender is unauthenticated / unauthenticated email / requires all senders to authenticate /
                fails to pass authentication / failing both spf / dmarc policy / dmarc verification /
                dmarc check / dmarc validation / rejected by dmarc / dmarc & reject / failed spf /
                spf check failed / spf fail / spf & not allowed / sender policy framework / spf validation /
                openspf / not authorized to send on behalf
            reverse-dns               *        4xx,5xx x.7.25    -             us        blocked  *

            gmail-flood               *        4xx     x.7.28    retry         us        rate-limited  *
            gmail-flood-hard          *        5xx     x.7.28    give-up       us        blocked  *
            gmail-rate                *        4xx     *         retry         us        rate-limited
                unusual rate / rate limited / rate limit / ratelimit / rate-limit / rate exceeded / throttl /
                try again later, closing connection
            yahoo-deferred            *        4xx     *         retry         us        rate-limited
                temporarily deferred / [ts0 / [tss / resources restricted / excessive volume /
                max message per connection / unexpected volume / user complaints
            yahoo-never               *        553     *         give-up       us        blocked
                permanently deferred / [tss0 / [tss1 / [bl2
            outlook-rate              *        4xx     4.7.500-699,4.7.850-899 retry         us        rate-limited  *
            outlook-reputation        *        4xx     *         retry         us        blocked
                ip reputation / poor reputation / low reputation / rp-00 / reputation
            too-many-connections      *        4xx     *         retry         us        rate-limited
                too many connections / too many concurrent / concurrent connections / too many sessions /
                connection limit / too many messages / too many mails / too many emails / too fast /
                slow down / exceeded the maximum number of / connection rate / message rate / rate of mail
            outlook-banned            *        5xx     5.7.506-508,5.7.510-514,5.7.606-649,5.7.705,5.7.708,5.7.750 give-up       us        blocked
                *
            blocked-domain-list       mail,rcpt,data,dot 5xx     *         give-up       message   spam
                spamhaus dbl / spamhaus & domain present / domain listed / surbl / uribl / url listed /
                dbl.spamhaus / (s8001)
            blocked-by-list           *        *       *         -             us        blocked
                spamhaus / spamcop / barracudacentral / barracuda reputation / sorbs / uceprotect / dnsbl /
                dnswl / psbl / invaluement / blocked using / blocklist / block list / blacklist / black list /
                black-list / denylist / banned sending ip / real-time / senderbase / cloudmark / (s3150) /
                (s3140) / (s77 / client host & blocked / your ip & blocked / your ip & blacklist /
                ip address & blocked / ip & poor reputation / is listed in / is listed at / on our list /
                rbl & reject / listed by & rbl
            blocked-reputation        *        5xx     *         give-up       us        blocked
                low reputation / poor reputation / bad reputation /
                unsolicited mail originating from your ip / not authorized to send email directly /
                reverse dns / reverse hostname / ptr record / dynamic ip / generic hostname /
                resolve & client / bad dns ptr
            access-recipient-unknown  rcpt     550     5.4.1     give-up       recipient no-such-address
                recipient address rejected & access denied
            spam-provider-code        *        4xx,5xx *         -             message   spam
                [cs01] / [hm08] / [ph01] / dt:spm / (#spm
            spam                      data,dot 4xx,5xx *         -             message   spam
                spam / unsolicited / junk mail / bulk mail / bulk content / phishing /
                mail content denied / suspicious due to
            content-virus             *        4xx,5xx *         -             message   content
                virus / malware / trojan / infected
            content-security          data,dot 5xx     *         give-up       message   content
                security issue / attachment & not allowed / attachment & reject / file type / banned file /
                blocked because its content / executable / unsafe content

            mailbox-full-forever      *        5xx     5.2.2     give-up       recipient mailbox-full
                inactive / overquotaperm
            mailbox-full              rcpt,data,dot *       x.2.2     retry         recipient mailbox-full  *
            mailbox-full-words        rcpt,data,dot *       *         retry         recipient mailbox-full
                over quota / overquota / over its quota / quota exceeded / quota exceed / exceeded quota /
                exceeds quota / exceed & quota / mailbox full / mailbox is full / inbox is full /
                mailbox & full / out of storage space / insufficient mailbox space / not enough space /
                storage full / exceeded storage allocation & mailbox
            mailbox-of-recipient      *        552     *         give-up       recipient no-such-address
                mailbox not found
            too-large-status          *        *       x.3.4,x.2.3,x.7.16 -             message   too-large  *
            too-large                 mail,data,dot 552     *         give-up       message   too-large
                size / large / big
            too-large-words           *        5xx     *         give-up       message   too-large
                message too large / message size exceeds / message is too large / exceeds fixed maximum /
                exceeds size limit / databytes limit / message too big / message file too big
            too-large-for-server      mail     552     *         give-up       message   too-large  *
            too-many-recipients-552   rcpt     552     *         retry         recipient too-many-recipients  *
            mailbox-full-at-end       data,dot 552     *         retry         recipient mailbox-full  *

            relay-denied-status       mail,rcpt *       x.7.54,x.7.64,x.7.367 -             domain    relay-denied  *
            relay-denied              *        *       *         -             domain    relay-denied
                relaying denied / relay access denied / relay not permitted / unable to relay /
                relaying not allowed / relay denied / relaying prohibited / not permitted to relay /
                allowed rcpthosts / do not relay / we do not relay / cannot relay / relaying is not /
                authentication to relay / relay this message / credentials for relay
            members-only              rcpt,data,dot *       *         -             recipient policy
                resolver.rst.authrequired / resolver.rst.notauthorized / not authorized to send to /
                only accepts mail from / restricted to authenticated / not have permission to /
                permission & group
            sender-domain             *        *       *         -             message   sender-refused
                sender address rejected & domain not found / sender domain & not / domain of sender /
                sender verify failed / sender address & does not exist / unresolvable from domain /
                sender address has null mx / sender & unresolvable
            recipient-domain          rcpt,data,dot     *       *         -             domain    domain-unknown
                dns domain / domain not found / host not found / domain does not exist / no such domain /
                name or service not known / host or domain name not found / recipient domain & not
            mailbox-off-words         rcpt,data,dot *       *         -             recipient mailbox-off
                is disabled / has been disabled / account disabled / account is disabled / mailbox disabled /
                is inactive / inactive user / inactive email / account & suspended / mailbox & suspended /
                no longer valid / no longer active / account inactive / mailbox is inactive /
                account & closed / not accepting messages / user is suspended / administratively disabled /
                deactivated
            address-words             rcpt,data,dot 5xx     *         give-up       recipient no-such-address
                user unknown / unknown user / no such user / does not exist / doesn't exist / not exist /
                no such mailbox / no mailbox here / mailbox not found / user not found / recipient not found /
                recipient unknown / unknown recipient / unknown address / address unknown /
                address not found / invalid recipient / invalid mailbox / no such recipient / no such person /
                not a valid mailbox / not a known user / unrouteable address / unroutable address /
                unknown or illegal alias / doesn't have a & account / no such local user / no such account /
                recipnotfound / recipientnotfound / found by smtp address lookup / no longer on server / undeliverable address / unknown local part /
                adresse d au moins / no valid recipients / mailbox unavailable & not found / there is no one /
                unknown in virtual / unknown in local / unknown in relay / recipient rejected & not
            address-words-soft        rcpt     450,451 *         retry         recipient no-such-address
                user unknown / unknown user / no such user / unverified address / does not exist /
                unknown in

            address-status            rcpt,data,dot *       x.1.1,x.1.3,x.1.4,x.1.6,x.1.0,x.7.17,x.1.351 -             recipient no-such-address
                *
            address-status-mail       mail     *       x.1.7,x.1.8,x.1.0,x.1.1 -             message   sender-refused  *
            sender-status             *        *       x.1.7,x.1.8,x.1.9 -             message   sender-refused  *
            domain-status             *        *       x.1.2,x.1.10,x.7.18,x.4.310 -             domain    domain-unknown
                *
            domain-takes-no-mail      mail,rcpt,data,dot      556     *         give-up       domain    domain-unknown  *
            mailbox-off-status        rcpt,data,dot *       x.2.1     -             recipient mailbox-off  *
            list-status               *        *       x.2.4,x.7.2 -             recipient policy  *
            loop                      *        *       x.4.6,x.4.14 -             message   loop  *
            loop-words                *        *       *         -             message   loop
                mail loop / too many hops / hop count / too many received
            expired                   *        5xx     x.4.7,x.4.300 give-up       recipient expired  *
            route                     *        5xx     5.4.4,5.4.312 give-up       domain    domain-unknown  *
            route-soft                *        *       x.4.x     retry         domain    server-busy  *
            system-status             *        *       x.3.x     -             domain    server-busy  *
            address-letters           *        *       x.6.7,x.6.8,x.6.9,x.6.10 -             -         content  *
            content-status            *        *       x.6.x     -             message   content  *
            rate-status               *        4xx     4.7.38    retry         us        rate-limited  *

            busy-421                  *        421     *         retry         domain    server-busy  *
            busy-disk                 *        452     *         retry         domain    server-busy  *
            spam-early                mail,rcpt 4xx,5xx *         -             us        spam  spam / unsolicited / abuse
            not-here                  rcpt     551     *         give-up       recipient no-such-address  *
            sender-name               mail     553     *         give-up       message   sender-refused  *
            address-name              rcpt     553     *         give-up       recipient no-such-address  *
            sender-refused            mail,rcpt 5xx     *         give-up       message   sender-refused
                sender & reject / sender & denied / sender & refused / sender & not accepted
            rfc-form                  data,dot 5xx     *         give-up       message   content
                rfc 5322 / rfc5322 / rfc 2822 / rfc2822 / rfc compliant / multiple & headers /
                missing & header / bare lf / bare <lf> / 8bitmime / line too long / malformed
            policy-status             *        *       x.7.x     -             -         policy  *
            policy-words              *        5xx     *         give-up       -         policy
                policy / not allowed / prohibited / access denied / administrative prohibition / refused /
                not accept / transaction failed & reject
            sequence                  *        503     *         retry         -         protocol  *
            protocol                  *        500,501,502,504,555 *         give-up       -         protocol  *
            protocol-status           *        5xx     5.5.x     give-up       -         protocol  *
            blank-temporary           *        4xx     *         retry         -         server-busy
                try again / try later / temporar / busy / unavailable / local error / timeout
            temporary                 *        4xx     *         retry         -         unknown  *
            permanent                 *        5xx     *         -             -         unknown  *
            no-known-answer           *        *       *         retry         domain    protocol  *
            """
                    .replaceAll("\n +", " ")
                    .lines()
                    .filter(row -> !row.isBlank())
                    .map(Rule::of)
                    .toList();

    private Rules() {}
}
