// Keeps a copy of a user's messages in PostgreSQL, as a program that uses imapflow would.
// node copy.mjs copy|catch-up USER, or poll USER...; the rest comes from the environment.
import { readFileSync } from "node:fs";
import { ImapFlow } from "imapflow";
import pg from "pg";

const PAGE = 500;
const AT_ONCE = 32;
const WANTED = {
    uid: true, flags: true, internalDate: true, size: true, envelope: true, bodyStructure: true, headers: true,
};
const SCHEMA = `
    DROP TABLE IF EXISTS message, mailbox;
    CREATE TABLE mailbox (
        path text PRIMARY KEY, uid_validity bigint NOT NULL, uid_next bigint NOT NULL, modseq bigint NOT NULL,
        messages bigint NOT NULL);
    CREATE TABLE message (
        path text NOT NULL, uid bigint NOT NULL, flags text NOT NULL, received_at timestamptz, size bigint,
        subject text, message_id text, sender text, envelope jsonb, structure jsonb, headers text,
        PRIMARY KEY (path, uid));
    CREATE INDEX message_date ON message (path, received_at);`;

const [verb, ...users] = process.argv.slice(2);
const certificates = readFileSync(process.env.IMAP_CA);

async function connected(user) {
    const client = new ImapFlow({
        host: process.env.IMAP_HOST,
        port: Number(process.env.IMAP_PORT),
        secure: true,
        tls: { ca: certificates },
        auth: { user, pass: process.env.IMAP_PASSWORD },
        logger: false,
    });
    await client.connect();
    return client;
}

async function paths(client) {
    const listed = await client.list();
    return listed
        .filter(box => !box.flags.has("\\Noselect") && !["\\Junk", "\\Trash"].includes(box.specialUse))
        .map(box => box.path);
}

const words = flags => [...flags].join(" ");
const json = value => JSON.stringify(value ?? null).replaceAll("\\u0000", "");
const text = value => (value ?? "").toString().replaceAll("\0", "");

async function insert(database, path, page) {
    const of = reading => page.map(reading);
    await database.query("BEGIN");
    await database.query(
        `INSERT INTO message
         SELECT $1, * FROM unnest($2::bigint[], $3::text[], $4::timestamptz[], $5::bigint[], $6::text[], $7::text[],
                                  $8::text[], $9::jsonb[], $10::jsonb[], $11::text[])`,
        [
            path,
            of(m => m.uid),
            of(m => words(m.flags)),
            of(m => m.internalDate),
            of(m => m.size),
            of(m => text(m.envelope?.subject)),
            of(m => text(m.envelope?.messageId)),
            of(m => text(m.envelope?.from?.[0]?.address)),
            of(m => json(m.envelope)),
            of(m => json(m.bodyStructure)),
            of(m => text(m.headers)),
        ]);
    await database.query("COMMIT");
}

async function fetchInto(database, client, path, range) {
    let page = [];
    let copied = 0;
    for await (const message of client.fetch(range, WANTED, { uid: true })) {
        page.push(message);
        if (page.length === PAGE) {
            await insert(database, path, page);
            copied += page.length;
            page = [];
        }
    }
    if (page.length > 0) {
        await insert(database, path, page);
    }
    return copied + page.length;
}

async function note(database, path, box) {
    await database.query(
        `INSERT INTO mailbox VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (path) DO UPDATE SET uid_next = $3, modseq = $4, messages = $5`,
        [path, String(box.uidValidity), box.uidNext, String(box.highestModseq), box.exists]);
}

async function copy(database, client) {
    await database.query(SCHEMA);
    let copied = 0;
    for (const path of await paths(client)) {
        const box = await client.mailboxOpen(path, { readOnly: true });
        if (box.exists > 0) {
            copied += await fetchInto(database, client, path, "1:*");
        }
        await note(database, path, box);
    }
    console.log(String(copied));
}

// What has been expunged is told by no counter: then all UIDs are compared.
async function removeGone(database, client, path) {
    const there = new Set();
    for await (const message of client.fetch("1:*", { uid: true, flags: true }, { uid: true })) {
        there.add(message.uid);
    }
    const stored = await database.query("SELECT uid FROM message WHERE path = $1", [path]);
    const gone = stored.rows.map(row => Number(row.uid)).filter(uid => !there.has(uid));
    await database.query("DELETE FROM message WHERE path = $1 AND uid = ANY ($2::bigint[])", [path, gone]);
}

async function catchUp(database, client) {
    for (const path of await paths(client)) {
        const known = (await database.query("SELECT * FROM mailbox WHERE path = $1", [path])).rows[0];
        const box = await client.mailboxOpen(path, { readOnly: true });
        if (String(box.highestModseq) !== known.modseq) {
            const changed = [];
            const since = { uid: true, changedSince: BigInt(known.modseq) };
            for await (const message of client.fetch("1:*", { uid: true, flags: true }, since)) {
                changed.push(message);
            }
            await database.query(
                `UPDATE message m SET flags = n.flags FROM unnest($2::bigint[], $3::text[]) AS n (uid, flags)
                 WHERE m.path = $1 AND m.uid = n.uid`,
                [path, changed.map(m => m.uid), changed.map(m => words(m.flags))]);
        }
        let fresh = 0;
        if (box.uidNext > Number(known.uid_next)) {
            fresh = await fetchInto(database, client, path, `${known.uid_next}:*`);
        }
        if (box.exists !== Number(known.messages) + fresh) {
            await removeGone(database, client, path);
        }
        await note(database, path, box);
    }
}

async function poll(user) {
    const client = await connected(user);
    for (const path of await paths(client)) {
        await client.status(path, { messages: true, uidNext: true, uidValidity: true, highestModseq: true });
    }
    await client.logout();
}

async function pollAll() {
    const waiting = [...users];
    const next = async () => {
        while (waiting.length > 0) {
            await poll(waiting.pop());
        }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, next));
}

if (verb === "poll") {
    await pollAll();
} else {
    const database = new pg.Client();
    await database.connect();
    const client = await connected(users[0]);
    await (verb === "copy" ? copy(database, client) : catchUp(database, client));
    await client.logout();
    await database.end();
}
