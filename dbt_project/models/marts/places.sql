with mentioned as (

    select
        place_id,
        name,
        admin1,
        country_iso3,
        place_latitude as latitude,
        place_longitude as longitude,
        feature,
        geonames_id
    from {{ ref('stg_place_mentions') }}
    where place_id is not null

    union all

    -- An event may name a place that no place mention gives. Then the name and the point of the event are used.
    select
        mentions.place_id,
        mentions.location as name,
        mentions.admin1,
        mentions.country_iso3,
        mentions.latitude,
        mentions.longitude,
        null as feature,
        null as geonames_id
    from {{ ref('stg_event_mentions') }} as mentions
    anti join {{ ref('stg_place_mentions') }} as places on mentions.place_id = places.place_id
    where mentions.place_id is not null

)

select
    place_id,
    min(name) as name,
    min(admin1) as admin1,
    min(country_iso3) as country_iso3,
    min(latitude) as latitude,
    min(longitude) as longitude,
    min(feature) as feature,
    cast(min(geonames_id) as varchar) as geonames_id
from mentioned
group by place_id
