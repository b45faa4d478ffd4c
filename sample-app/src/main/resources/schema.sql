create table if not exists city (
  id bigint primary key,
  name varchar(200) not null,
  search_name varchar(200) not null,
  country char(2) not null,
  admin1 varchar(20) not null,
  latitude double precision not null,
  longitude double precision not null,
  population bigint not null
);

create index if not exists city_search_name on city (search_name);

create index if not exists city_country on city (country);
