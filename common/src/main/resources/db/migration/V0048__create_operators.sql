-- Those who run the installation: their keys are of this tenant, whose rows are the system's own, and reach no other's.
INSERT INTO core.tenant (id, name) VALUES ('00000000-0000-0000-0000-000000000000', 'operators')
ON CONFLICT DO NOTHING;
