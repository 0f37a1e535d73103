{{ config(
    materialized='amended', grain='article_id',
    scope=changed('article_id', ['int_incidents_described', 'int_incident_figures_listed', 'int_article_places_listed'])
) }}
-- What two incidents are compared by: time, place and sides, figures and names, and the towns of their articles. An incident is known
-- by its first mention.
with incidents as (

    {{ rows_in_scope('int_incidents_described') }}

),

figures as (

    {{ rows_in_scope('int_incident_figures_listed') }}

),

places as (

    {{ rows_in_scope('int_article_places_listed') }}

),

-- The largest numbers of killed and wounded in the article: at most so many different victims can be meant.
victims_counted as (

    select
        document_id,
        cast(coalesce(max(most_killed), 0) + coalesce(max(most_wounded), 0) as integer) as n_victims
    from figures
    where most_killed is not null or most_wounded is not null
    group by document_id

),

-- All victims that the article names in full.
victims_listed as (

    select
        incidents.document_id,
        list_sort(list_distinct(list_filter(flatten(list(figures.victim_keys)), lambda name: contains(name, ' ')))) as victims
    from figures
    inner join incidents on figures.incident_id = incidents.incident_id
    where incidents.is_incident
    group by incidents.document_id

)

select
    incidents.incident_id as mention_id,
    incidents.* exclude (incident_id, place_id),
    -- A crime placed in a province that the report does not name, away from its town: the gazetteer has found a namesake of a
    -- quarter.
    case
        when
            incidents.context = 'crime' and incidents.where_prec <= 2 and incidents.place_key != places.main_town
            and incidents.admin1 != places.main_town_admin1
            and not coalesce(list_contains(places.provinces, incidents.admin1), false)
            then null
        else incidents.place_id
    end as place_id,
    coalesce(figures.figures, cast([] as varchar[])) as figures,
    coalesce(figures.firm_outcomes, cast([] as varchar[])) as firm_outcomes,
    victims_counted.n_victims as n_victims_of_article,
    coalesce(figures.victim_keys, cast([] as varchar[])) as victim_keys,
    coalesce(victims_listed.victims, cast([] as varchar[])) as victims_of_article,
    coalesce(places.towns, cast([] as varchar[])) as towns,
    coalesce(places.districts, cast([] as varchar[])) as districts,
    places.main_town,
    coalesce(list_contains(places.provinces, incidents.admin1), false) as is_province_stated
from incidents
left join figures on incidents.incident_id = figures.incident_id
left join places on incidents.document_id = places.document_id
left join victims_counted on incidents.document_id = victims_counted.document_id
left join victims_listed on incidents.document_id = victims_listed.document_id
