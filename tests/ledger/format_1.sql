CREATE TABLE batch (
	number INTEGER NOT NULL,
	first_seq INTEGER NOT NULL,
	size INTEGER NOT NULL,
	frontier BLOB NOT NULL,
	root VARCHAR NOT NULL,
	recorded_by VARCHAR NOT NULL,
	PRIMARY KEY (number)
);

CREATE TABLE claim (
	seq INTEGER NOT NULL,
	id60 INTEGER NOT NULL,
	incident VARCHAR NOT NULL,
	source VARCHAR NOT NULL,
	metric VARCHAR NOT NULL,
	population VARCHAR NOT NULL,
	scope VARCHAR NOT NULL,
	mode VARCHAR NOT NULL,
	wording VARCHAR NOT NULL,
	low INTEGER,
	high INTEGER,
	qualifier VARCHAR NOT NULL,
	bounds_given INTEGER NOT NULL,
	asserted_at VARCHAR,
	published_at VARCHAR,
	via VARCHAR NOT NULL,
	url VARCHAR NOT NULL,
	act VARCHAR NOT NULL,
	targets VARCHAR NOT NULL,
	reason VARCHAR NOT NULL,
	relays VARCHAR NOT NULL,
	note VARCHAR NOT NULL,
	ref VARCHAR NOT NULL,
	PRIMARY KEY (seq),
	FOREIGN KEY(seq) REFERENCES entry (seq)
);

CREATE TABLE entry (
	seq INTEGER NOT NULL,
	recorded_us INTEGER NOT NULL,
	recorded_by VARCHAR NOT NULL,
	batch INTEGER NOT NULL,
	kind VARCHAR NOT NULL,
	content BLOB NOT NULL,
	content_hash BLOB NOT NULL,
	PRIMARY KEY (seq)
);

CREATE TABLE incident (
	seq INTEGER NOT NULL,
	slug VARCHAR NOT NULL,
	title VARCHAR NOT NULL,
	occurred_at VARCHAR,
	timezone VARCHAR NOT NULL,
	place VARCHAR NOT NULL,
	admin1 VARCHAR NOT NULL,
	country VARCHAR NOT NULL,
	latitude VARCHAR NOT NULL,
	longitude VARCHAR NOT NULL,
	perpetrator VARCHAR NOT NULL,
	summary VARCHAR NOT NULL,
	revises VARCHAR NOT NULL,
	PRIMARY KEY (seq),
	FOREIGN KEY(seq) REFERENCES entry (seq)
);

CREATE TABLE source (
	seq INTEGER NOT NULL,
	slug VARCHAR NOT NULL,
	name VARCHAR NOT NULL,
	kind VARCHAR NOT NULL,
	affiliation VARCHAR NOT NULL,
	speaks_for VARCHAR NOT NULL,
	reliability VARCHAR NOT NULL,
	aliases VARCHAR NOT NULL,
	merged_into VARCHAR NOT NULL,
	revises VARCHAR NOT NULL,
	PRIMARY KEY (seq),
	FOREIGN KEY(seq) REFERENCES entry (seq)
);

CREATE INDEX claim_by_id60 ON claim (id60);

CREATE INDEX claim_by_incident ON claim (incident, seq);

CREATE INDEX incident_by_slug ON incident (slug, seq);

CREATE INDEX source_by_slug ON source (slug, seq)
