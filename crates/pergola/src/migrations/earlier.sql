-- What a small network held in three earlier releases: Ada (1) and Bice (2) are tied, Carlo (3) is a stranger to Ada.
-- Each part is put in as soon as the tables of its release are laid. What a row says then, it must say today.
-- Everybody's password is the one of all tests, hashed as it is in earnest.

-- release 10: members, ties, cards, gardens, archives
INSERT INTO members (id, handle, name, name_folded, email, email_folded, email_confirmed_at, password, language, is_admin, headline, about, place, languages, created_at) VALUES
    (1, 'ada', 'Ada Rossi', 'ada rossi', 'ada@example.org', 'ada@example.org', 1738573200000000, '$argon2id$v=19$m=19456,t=2,p=1$EjCrVGWnjxn8wEodyBwACA$4BUgY0eApoIZivBpH4JxK0K9HQ7Vv024rKcjNi+D9yA', 'it', TRUE, 'Falegname', 'Lavoro il larice.', 'Ancona', 'it,en', 1738573200000000),
    (2, 'bice', 'Bice Neri', 'bice neri', 'bice@example.org', 'bice@example.org', 1738573200000000, '$argon2id$v=19$m=19456,t=2,p=1$EjCrVGWnjxn8wEodyBwACA$4BUgY0eApoIZivBpH4JxK0K9HQ7Vv024rKcjNi+D9yA', 'it', FALSE, 'Architetta', '', 'Torino', 'it,en', 1738573200000000),
    (3, 'carlo', 'Carlo Verdi', 'carlo verdi', 'carlo@example.org', 'carlo@example.org', 1738573200000000, '$argon2id$v=19$m=19456,t=2,p=1$EjCrVGWnjxn8wEodyBwACA$4BUgY0eApoIZivBpH4JxK0K9HQ7Vv024rKcjNi+D9yA', 'it', FALSE, 'Liutaio', '', 'Cremona', 'it,en', 1738573200000000);
INSERT INTO organisations (id, name, name_folded, is_school, created_at) VALUES
    (10, 'Segheria Alpina', 'segheria alpina', FALSE, 1738573200000000),
    (11, 'Accademia del Legno', 'accademia del legno', TRUE, 1738573200000000);
INSERT INTO positions (id, member_id, organisation_id, title, place, description, from_month, to_month, is_over) VALUES
    (12, 1, 10, 'falegname', 'Ancona', '', 201902, NULL, FALSE),
    (13, 2, 10, 'progettista', '', '', 201801, 202012, TRUE);
INSERT INTO education (id, member_id, organisation_id, degree, field, description, from_month, to_month) VALUES
    (14, 1, 11, 'diploma', 'ebanisteria', '', 200909, 201306);
INSERT INTO skills (id, member_id, name, name_folded) VALUES
    (15, 1, 'Intarsio', 'intarsio');
INSERT INTO links (id, member_id, label, url) VALUES
    (16, 1, 'Bottega', 'https://bottega.example/');
INSERT INTO ties (member_id, other_id, tie_id, since, formed_at, met_kind, met_text, met_organisation, met_from, met_to, met_confirmed, version) VALUES
    (1, 2, 20, 1704013200000000, 1739437200000000, 'worked', 'il tetto di Moena', 'Segheria Alpina', 201902, 202012, TRUE, 1),
    (2, 1, 20, 1704013200000000, 1739437200000000, 'worked', 'il tetto di Moena', 'Segheria Alpina', 201902, 202012, TRUE, 1);
INSERT INTO invitations (id, from_member, to_member, state, met_kind, met_text, met_organisation, message, costs_token, created_at, answered_at, hidden_at, version) VALUES
    (21, 1, 2, 'accepted', 'worked', 'il tetto di Moena', 'Segheria Alpina', '', FALSE, 1739350800000000, 1739437200000000, NULL, 2),
    (22, 3, 1, 'refused', 'online', '', '', 'Suono anche io.', TRUE, 1755853200000000, 1754989200000000, NULL, 3),
    (23, 3, 2, 'refused', 'online', '', '', '', TRUE, 1754125200000000, 1754557200000000, 1764493200000000, 2);
INSERT INTO contacts (id, owner_id, name, name_folded, organisation, position, place, source_key, since, created_at, version) VALUES
    (30, 1, 'Dina Vento', 'dina vento', 'Cantiere Blu', 'capocantiere', 'Fano', 'linkedin:dina-vento', 1513933200000000, 1739437200000000, 1);
INSERT INTO contact_ways (owner_id, contact_id, kind, value, value_folded) VALUES
    (1, 30, 'email', 'Dina@cantiere.example', 'dina@cantiere.example');
INSERT INTO beds (id, owner_id, kind, name, name_folded, created_at) VALUES
    (31, 1, 'own', 'Amici del larice', 'amici del larice', 1739437200000000);
INSERT INTO tending (owner_id, person_id, is_contact, bed_id, cadence_days, resting, closeness, notes, met_at, last_moment_at, last_two_way_at, version) VALUES
    (1, 2, FALSE, 31, 60, FALSE, 4, 'Preferisce il telefono, la mattina.', 1704013200000000, 1770541200000000, 1770541200000000, 2),
    (1, 30, TRUE, NULL, NULL, TRUE, NULL, '', 1513933200000000, 1513933200000000, NULL, 1),
    (2, 1, FALSE, NULL, NULL, FALSE, NULL, '', 1704013200000000, 1739437200000000, 1739437200000000, 1);
INSERT INTO moments (id, owner_id, person_id, kind, direction, at, text, source, source_key) VALUES
    (32, 1, 2, 'tied', 'both', 1739437200000000, '', 'pergola', 'tie:20'),
    (33, 1, 2, 'called', 'both', 1770541200000000, 'Il preventivo per la scuola.', 'hand', 'hand:33'),
    (34, 2, 1, 'tied', 'both', 1739437200000000, '', 'pergola', 'tie:20'),
    (35, 1, 30, 'met', 'both', 1513933200000000, 'In cantiere.', 'import', 'import:35');
INSERT INTO imports (id, member_id, file_name, state, failure, failure_detail, stage, bytes_read, bytes_total, rows_read, rows_taken, rows_unchanged, counts, created_at, ended_at, version) VALUES
    (36, 1, 'Connections.csv', 'done', '', '', 'done', 90, 90, 1, 1, 0, '{}', 1739437200000000, 1739437200000000, 1);
INSERT INTO blocks (member_id, blocked_id, created_at) VALUES
    (2, 3, 1764493200000000);

-- release 33: asks, offers, introductions, conversations, choices of mail
INSERT INTO asks (id, member_id, kind, text, place, place_folded, language, audience, state, posted_at, fresh_at, until_at, closed_at, answered, answered_by, answered_through, turn, version) VALUES
    (40, 2, 'ask', 'Cerco chi mi consiglia un larice certificato.', 'Torino', 'torino', 'it', 'everybody', 'open', 1772874000000000, 1772874000000000, 1775466000000000, NULL, FALSE, NULL, NULL, 40, 1),
    (41, 1, 'offer', 'Un pomeriggio in bottega, per chi comincia.', '', '', 'it', 'ties', 'open', 1772355600000000, 1772355600000000, 1787907600000000, NULL, FALSE, NULL, NULL, 41, 1),
    (42, 1, 'ask', 'Cercavo un furgone.', '', '', 'it', 'ties', 'closed', 1765357200000000, 1765357200000000, 1767949200000000, 1767085200000000, TRUE, 2, NULL, 42, 2);
INSERT INTO ask_topics (ask_id, topic, name, place) VALUES
    (40, 'larice', 'larice', 0);
INSERT INTO topic_choices (member_id, topic, name, way, created_at) VALUES
    (1, 'larice', 'larice', 'follow', 1772355600000000);
INSERT INTO conversations (id, kind, subject_id, origin, opened_by, created_at, closed_at, version) VALUES
    (50, 'direct', NULL, 'direct:1:2', 2, 1771405200000000, NULL, 1);
INSERT INTO participants (member_id, conversation_id, since_id, left_at, latest_id, heard_id, read_id, shelved) VALUES
    (1, 50, 0, NULL, 52, 51, 51, FALSE),
    (2, 50, 0, NULL, 52, 52, 52, FALSE);
INSERT INTO messages (id, conversation_id, author_id, text, at, source) VALUES
    (51, 50, 2, 'Hai ancora quel larice?', 1771405200000000, '51'),
    (52, 50, 1, 'Sì, te lo tengo da parte.', 1771491600000000, '52');
INSERT INTO introductions (id, broker_id, requested_by, approach_id, ask_id, offer_id, shows_how, state, proposed_at, ended_at, conversation_id, reminded_at, outcome_asked_at, version) VALUES
    (54, 1, NULL, NULL, NULL, NULL, TRUE, 'over', 1767949200000000, 1769158800000000, NULL, 1768554000000000, NULL, 3);
INSERT INTO introduction_parties (introduction_id, person_id, is_contact, place, tie_id, why, answer, answered_at, address_hash, helped, thanks, told_at) VALUES
    (54, 2, FALSE, 0, 20, 'Avete tutti e due le mani buone.', 'yes', 1768035600000000, NULL, NULL, '', NULL),
    (54, 30, TRUE, 1, NULL, 'Vi piacereste.', 'unheard', NULL, NULL, NULL, '', NULL);
INSERT INTO mail_choices (member_id, messages, questions, news, digested_at) VALUES
    (1, 'daily', 'now', 'never', NULL);
INSERT INTO last_blocks (member_id, other_id, at) VALUES
    (3, 2, 1764493200000000);

-- release 63: organisations, jobs, posts, groups, moderation, meetings, events, days elsewhere
INSERT INTO organisation_pages (organisation_id, kind, about, place, domain, proven_way, proof_id, proven_at, found_at, looked_at, version) VALUES
    (10, 'company', 'Larice e abete.', 'Trento', 'segheria.example', 'letter', 60, 1768813200000000, 1773046800000000, 1773046800000000, 2);
INSERT INTO proofs (id, organisation_id, member_id, domain, way, begun_at) VALUES
    (60, 10, 1, 'segheria.example', 'letter', 1768726800000000);
INSERT INTO speakers (organisation_id, member_id, role, since, began) VALUES
    (10, 1, 'owner', 1768726800000000, TRUE);
INSERT INTO jobs (id, organisation_id, member_id, title, text, place, place_folded, remote, contract, hours, pay_from, pay_to, currency, period, pay_year, skills, languages, questions, client, client_id, client_not_named, kept_days, words, posted_at, until_at, lives_until, state, closed_at, outcome, asked_at, feed_id, feed_key, feed_url, version, place_x, place_y, place_z) VALUES
    (61, 10, 1, 'Capo falegname', 'Tetti e scale, con due apprendisti.', 'Trento', 'trento', 'on_site', 'permanent', 40, 2800000, 3400000, 'EUR', 'year', 3400000, 'tetti', '
it
', 'Quale tetto rifaresti?', '', NULL, FALSE, 180, 'capo falegname segheria alpina tetti', 1772787600000000, 1775379600000000, 1780563600000000, 'open', NULL, '', NULL, NULL, '', '', 1, 0.68, 0.13, 0.72);
INSERT INTO applications (id, job_id, organisation_id, member_id, stage, sent_at, moved_at, seen_at, answered_at, letter, answers, questions, snapshot, with_file, referrer_sees, erase_at, version) VALUES
    (62, 61, 10, 2, 'seen', 1772960400000000, 1773046800000000, 1773046800000000, NULL, 'Ho disegnato tetti per dieci anni.', '["Quello di Moena."]', '["Quale tetto rifaresti?"]', '{"basics":{"name":"Bice Neri"},"work":[],"education":[],"skills":[]}', FALSE, TRUE, 1788512400000000, 2);
INSERT INTO referrals (id, job_id, referrer_id, applicant_id, text, at) VALUES
    (63, 61, 1, 2, 'Con lei il tetto di Moena è venuto dritto.', 1772960400000000);
INSERT INTO openness (member_id, open_to, words, words_folded, changed_at) VALUES
    (2, 'everybody', 'Progetti in legno, due giorni alla settimana.', 'progetti in legno, due giorni alla settimana.', 1772701200000000);
INSERT INTO saved_searches (id, member_id, query, created_at, told_job, told_at) VALUES
    (64, 2, 'q=tetti', 1772701200000000, 0, 1772701200000000);
INSERT INTO groups (id, name, name_folded, purpose, entry, outside, outside_since, made_by, created_at, version) VALUES
    (70, 'Larice e dintorni', 'larice e dintorni', 'Chi lavora il larice.', 'request', FALSE, NULL, 1, 1769677200000000, 1);
INSERT INTO group_members (group_id, member_id, role, since) VALUES
    (70, 1, 'moderator', 1769677200000000),
    (70, 2, 'member', 1769763600000000);
INSERT INTO posts (id, member_id, text, language, audience, group_id, state, noise, posted_at, edited_at, edition, version) VALUES
    (71, 1, 'Il larice va tagliato a luna calante? Le mie prove, in tre anni.', 'it', 'ties', NULL, 'shown', '{"noise":0.01,"found":[]}', 1772874000000000, 1772960400000000, 2, 2),
    (72, 2, 'Domani porto i campioni.', 'it', 'group', 70, 'shown', '{"noise":0.01,"found":[]}', 1772960400000000, NULL, 1, 1);
INSERT INTO post_topics (post_id, topic, name, place) VALUES
    (71, 'larice', 'larice', 0);
INSERT INTO post_editions (post_id, edition, text, at) VALUES
    (71, 1, 'Il larice va tagliato a luna calante?', 1772874000000000);
INSERT INTO comments (id, about, about_id, member_id, text, state, posted_at) VALUES
    (73, 'post', 71, 2, 'Da noi sì, e si vede.', 'shown', 1772960400000000);
INSERT INTO post_thanks (post_id, member_id, edition, at) VALUES
    (71, 2, 1, 1772874000000000);
INSERT INTO feed_choices (member_id, manner, filter, outside_since) VALUES
    (1, 'newest', '', NULL);
INSERT INTO meetings (id, one_id, other_id, kind, minutes, place, link, words, state, by_id, slot_id, starts_at, zone, due_at, revision, proposed_at, changed_at, version) VALUES
    (80, 2, 1, 'coffee', 60, 'Bar della stazione', '', 'Ti porto i campioni.', 'agreed', 2, 81, 1773392400000000, 'Europe/Rome', 1773396000000000, 1, 1772614800000000, 1772701200000000, 2);
INSERT INTO meeting_times (meeting_id, slot_id, starts_at, zone) VALUES
    (80, 81, 1773392400000000, 'Europe/Rome');
INSERT INTO events (id, member_id, organisation_id, group_id, title, text, starts_at, ends_at, zone, place, link, capacity, audience, cancelled, held, revision, made_at, changed_at, version) VALUES
    (82, 1, 10, NULL, 'Porte aperte in segheria', 'Si vede tagliare.', 1774861200000000, 1774868400000000, 'Europe/Rome', 'Trento', '', 12, 'everybody', FALSE, FALSE, 0, 1772614800000000, 1772614800000000, 1);
INSERT INTO event_attendance (event_id, member_id, state, shown, at, turn) VALUES
    (82, 2, 'coming', 'ties', 1772701200000000, 83);
INSERT INTO stays (id, member_id, place, from_at, until_at, words) VALUES
    (84, 2, 'Ancona', 1773306000000000, 1773565200000000, 'Ho mezza giornata libera.');
INSERT INTO requests (member_id, key, at, status, body, location) VALUES
    (1, 'before', 1773046800000000, 201, '{}', NULL);
