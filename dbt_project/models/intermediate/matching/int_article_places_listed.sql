{{ config(materialized='amended', grain='article_id', scope=articles_landed()) }}
-- The towns, districts and provinces that an article names anywhere. If it states no place for an incident, the incident may have
-- been in one of these towns.
with places_keyed as materialized (

    select
        article_id,
        document_id,
        {{ name_key('text') }} as name_key,
        feature,
        where_prec <= 2 as is_exact,
        admin1,
        case when span_field = 'title' then 0 else 1000000000 end + char_start as position
    from {{ ref('stg_place_mentions') }}
    where (where_prec <= 2 or feature in ('district', 'province')) and {{ in_scope() }}

),

places_folded as (

    select
        article_id,
        document_id,
        feature,
        is_exact,
        admin1,
        position,
        {{ fold_place_name('name_key') }} as name_fold
    from places_keyed

),

places as (

    select
        article_id,
        document_id,
        feature,
        is_exact,
        admin1,
        position,
        {{ drop_direction(undouble_letters('name_fold')) }} as place
    from places_folded

),

places_listed as (

    select
        article_id,
        document_id,
        list_sort(list(distinct place) filter (where is_exact)) as towns,
        list_sort(list(distinct place) filter (where feature = 'district' and not is_exact)) as districts,
        -- Also the provinces that it names only by a district.
        list_sort(list(distinct admin1) filter (where feature in ('province', 'district'))) as provinces
    from places
    group by article_id, document_id

),

-- The town that the article is about: the one named most often; on a tie, the first.
main_towns as (

    select
        document_id,
        place as town,
        any_value(admin1 order by position) as admin1
    from places
    where place is not null and feature = 'town' and is_exact
    group by document_id, place
    qualify row_number() over (partition by document_id order by count(*) desc, min(position) asc) = 1

)

select
    places_listed.article_id,
    places_listed.document_id,
    coalesce(places_listed.towns, cast([] as varchar[])) as towns,
    coalesce(places_listed.districts, cast([] as varchar[])) as districts,
    coalesce(places_listed.provinces, cast([] as varchar[])) as provinces,
    main_towns.town as main_town,
    main_towns.admin1 as main_town_admin1
from places_listed
left join main_towns on places_listed.document_id = main_towns.document_id
