create table if not exists account (id int primary key, cents bigint not null);

create table if not exists ring_position (
	ring uuid not null,
	consumer varchar(128) not null,
	sequence bigint not null,
	primary key (ring, consumer)
);
