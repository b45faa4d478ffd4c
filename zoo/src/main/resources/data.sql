insert into enclosure (id, name) values (1, 'Savanna'), (2, 'Pond'), (3, 'Empty');
insert into animal (id, name, species, born, weight, fed_at, seen_at, photo, enclosure_id) values
	(1, 'Leo', 'LION', '2019-02-28', 190.500, '2026-03-01 08:30:00.123456', '2026-03-01 08:30:00.123456+02:00', X'00FF7F80', 1),
	(2, 'Nala', 'LION', '2020-02-29', 130.000, '2026-03-01 08:30:00', '2026-03-01 08:30:00+00:00', null, 1),
	(3, 'Marty', 'ZEBRA', null, null, null, null, null, 1),
	(4, 'Pingu', 'PENGUIN', '2022-12-31', 4.250, '1969-12-31 23:59:59.999999', '1969-12-31 23:59:59.999999999-11:30', X'', 2),
	(5, 'Pongo', 'PENGUIN', '2023-01-01', 4.000, '2026-10-25 02:30:00', '2026-10-25 02:30:00+01:00', null, 2);
insert into animal_nickname (animal_id, nickname) values (1, 'King'), (1, 'Big cat');
insert into vet (id, first_name, last_name) values (1, 'James', 'Carter'), (2, 'Helen', 'Leary'), (3, 'Linda', 'Douglas'),
	(4, 'Rafael', 'Ortega'), (5, 'Henry', 'Stevens'), (6, 'Sharon', 'Jenkins');
insert into specialty (id, name) values (1, 'radiology'), (2, 'surgery'), (3, 'dentistry');
insert into vet_specialty (vet_id, specialty_id) values (2, 1), (3, 2), (3, 3), (4, 2), (5, 1);
insert into account (id, owner, balance) values (1, 'Alice', 100.00), (2, 'Bob', 50.50);
