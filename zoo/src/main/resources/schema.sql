create table enclosure (id bigint primary key, name varchar(50) not null);
create table animal (
	id bigint primary key,
	name varchar(50) not null,
	species varchar(20) not null,
	born date,
	weight numeric(10, 3),
	fed_at timestamp(6),
	seen_at timestamp(9) with time zone,
	photo binary varying(100),
	enclosure_id bigint references enclosure (id),
	version int not null default 0
);
create table animal_nickname (animal_id bigint not null references animal (id), nickname varchar(50) not null);
create table vet (id int primary key, first_name varchar(30), last_name varchar(30));
create table specialty (id int primary key, name varchar(80));
create table vet_specialty (vet_id int not null references vet (id), specialty_id int not null references specialty (id));
create table account (id bigint primary key, owner varchar(30) not null, balance numeric(12, 2) not null);
