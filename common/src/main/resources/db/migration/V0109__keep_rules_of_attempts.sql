-- By which rule each answer was understood, and what that means; beside the message's recipients as replies is. Empty for
-- what was taken, and in rows of old.
ALTER TABLE mail.attempt
    ADD COLUMN rules   text[] NOT NULL DEFAULT '{}',
    ADD COLUMN reasons text[] NOT NULL DEFAULT '{}';
