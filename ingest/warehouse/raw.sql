-- The raw tables of the work database: what ingest read, exactly, and nothing worked out.
create schema if not exists raw;

-- One row per run of a command that wrote to raw; finished_at is null while it runs or if it was killed.
create table if not exists raw.runs (
    run_id varchar primary key,
    command varchar not null,
    version varchar not null,
    reader_hash varchar not null,
    started_at timestamptz not null,
    finished_at timestamptz,
    records_read bigint not null default 0,
    articles_new bigint not null default 0,
    articles_known bigint not null default 0,
    records_rejected bigint not null default 0,
    articles_forgotten bigint default 0
);
alter table raw.runs add column if not exists articles_forgotten bigint default 0;

-- One row per article: a text in an outlet. article_id = hash(outlet, text).
create table if not exists raw.articles (
    article_id varchar primary key,
    arrival_number bigint not null, -- counts from 1 in the order of loading
    external_id varchar not null,
    source_name varchar,
    title varchar,
    url varchar,
    published_date date,
    published_at timestamptz,
    text varchar not null,
    source_path varchar not null,
    record_number bigint,
    run_id varchar not null,
    loaded_at timestamptz not null
);

-- One row per reading of an article; the newest reading_number of an article is the one that counts.
create table if not exists raw.readings (
    reading_number bigint not null,
    article_id varchar not null,
    reader_hash varchar not null,
    figures_from varchar not null, -- 'extractor', or 'given' where --figures supplied them
    outlet_id varchar not null,
    outlet_name varchar not null,
    outlet_agency_id varchar,
    run_id varchar not null,
    read_at timestamptz not null
);

-- One row per sentence that carries a figure or a mention; its text is cut from the article's.
create table if not exists raw.sentences (
    reading_number bigint not null,
    article_id varchar not null,
    sentence_number integer not null,
    char_start integer not null,
    char_end integer not null,
    kind varchar not null -- headline, body, furniture
);

-- One row per figure as printed. figure_id = hash(article, char_start, measure).
create table if not exists raw.figures (
    reading_number bigint not null,
    article_id varchar not null,
    figure_id varchar not null,
    sentence_number integer not null,
    char_start integer not null,
    char_end integer not null,
    figure_text varchar not null,
    value bigint,
    lower bigint,
    upper bigint,
    qualifier varchar not null,
    measure varchar not null,
    counted varchar,
    category varchar not null,
    agency varchar,
    agency_id varchar,
    region varchar,
    period_start date,
    period_end date,
    scope varchar not null,
    campaign varchar,
    campaign_key varchar,
    part_of integer -- char_start of the larger figure
);

-- One row per mention: see ingest/model.py for the kinds and their keys.
create table if not exists raw.mentions (
    reading_number bigint not null,
    article_id varchar not null,
    mention_number integer not null,
    kind varchar not null,
    key varchar,
    char_start integer,
    char_end integer,
    sentence_number integer,
    name varchar,
    region varchar,
    detail varchar,
    weight double,
    from_value bigint,
    to_value bigint
);

-- One row per reading whose article has words: the signature of its wording, by which copies are
-- found (ingest/reading/wording.py).
create table if not exists raw.signatures (
    reading_number bigint not null,
    article_id varchar not null,
    bands uinteger[] not null
);

-- One row per input that was not read, with the reason; it goes when the same record is read later.
create table if not exists raw.rejects (
    run_id varchar not null,
    source_path varchar not null,
    record_number bigint,
    reason varchar not null, -- a word from a fixed list
    detail varchar not null, -- what is wrong and what to do
    excerpt varchar, -- the start of the record, escaped
    rejected_at timestamptz not null
);

-- One row per article that was to be forgotten: hashes alone, so that it isn't read again, not even
-- from a page with other furniture.
create table if not exists raw.forgotten (
    article_id varchar primary key,
    forgotten_at timestamptz not null,
    address_hash varchar, -- of its address, where no other article stood at it
    bands uinteger[], -- the signature of its wording
    number_hashes uinteger[] -- of the numbers it printed, with their measures
);
alter table raw.forgotten add column if not exists address_hash varchar;
alter table raw.forgotten add column if not exists bands uinteger[];
alter table raw.forgotten add column if not exists number_hashes uinteger[];

-- One row per operation's id that came from a forgotten report, and a report that stood beside it:
-- the id goes on finding the operation.
create table if not exists raw.kept_aliases (
    alias_id varchar primary key,
    report_id varchar not null
);

-- One row per address fetched: which version of it was loaded, so that a server need not send it again.
create table if not exists raw.fetches (
    url varchar primary key,
    etag varchar,
    last_modified varchar,
    fetched_at timestamptz not null
);

-- One row per dbt run in this database (written by macros/hooks): what ran, over which readings, how
-- it ended; outcome is null while it runs or if it was killed. Publishing rests on it.
create table if not exists raw.builds (
    build_number bigint not null,
    invocation_id varchar primary key,
    command varchar not null, -- dbt's: build, run, seed, snapshot, test
    is_whole boolean not null, -- a build with nothing selected or left out
    newest_reading bigint not null,
    reject_count bigint not null,
    started_at timestamptz not null,
    finished_at timestamptz,
    outcome varchar, -- passed, failed
    project_state varchar, -- hash of models, macros and seeds; null where dbt was run by itself
    starts_over boolean -- whether everything was asked for (--full-refresh)
);
alter table raw.builds add column if not exists project_state varchar;
alter table raw.builds add column if not exists starts_over boolean;

-- One row per relation of the schema main that the last whole build made (written by macros/hooks).
create table if not exists raw.built_relations (relation_name varchar primary key);

-- One row per fact ever published and figure behind it then: what became of an id that is gone.
create table if not exists raw.published_facts (
    fact_id varchar not null,
    fact_table varchar not null,
    figure_id varchar not null,
    first_build_id varchar not null
);
