-- Runs on H2 in its PostgreSQL mode, and on PostgreSQL. Instances that have registered themselves.

create table registration (
	id varchar(32) primary key,
	application varchar(63) not null,
	management_url varchar(500) not null,
	registered_by varchar(200) not null,
	registered_at timestamp(3) with time zone not null,
	renewed_at timestamp(3) with time zone not null,
	expires_at timestamp(3) with time zone not null
);

create index registration_by_application on registration (application);
create index registration_by_expiry on registration (expires_at);
