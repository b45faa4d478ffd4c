-- Runs on H2 in its PostgreSQL mode, and on PostgreSQL. Patterns are kept as JSON; of a token there is only its SHA-256.

create table api_token (
	id varchar(36) primary key,
	digest varchar(64) not null unique,
	owner_name varchar(200) not null,
	token_name varchar(100) not null,
	token_role varchar(20) not null,
	sees_values boolean not null,
	clusters text not null,
	applications text not null,
	created_at timestamp(3) with time zone not null,
	expires_at timestamp(3) with time zone not null,
	last_used_at timestamp(3) with time zone,
	revoked_at timestamp(3) with time zone,
	revoked_by varchar(200)
);

create index api_token_by_owner on api_token (owner_name, created_at);
create index api_token_by_expiry on api_token (expires_at);
