-- What warnings say, as codes with arguments for any language
delete from warning;
alter table warning drop column reason;
alter table warning drop column next_step;
alter table warning add column why varchar(60) not null;
alter table warning add column why_arguments text not null;
alter table warning add column advice varchar(60) not null;
alter table warning add column advice_arguments text not null;
