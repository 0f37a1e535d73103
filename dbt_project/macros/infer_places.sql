{#
    The profiles as they are compared across articles. A dated mention without a place gets the place of the other mentions of its
    article if these name exactly one exact place. An inferred place can agree but vetoes nothing (`place_is_inferred`).
#}
{% macro infer_places(profiles) -%}
    select
        profiles.* replace (
            case when inferred.document_id is null then profiles.place_id else inferred.place_id end as place_id,
            case when inferred.document_id is null then profiles.place_key else inferred.place_key end as place_key,
            case when inferred.document_id is null then profiles.admin1 else inferred.admin1 end as admin1,
            case when inferred.document_id is null then profiles.country_iso3 else inferred.country_iso3 end as country_iso3,
            case when inferred.document_id is null then profiles.latitude else inferred.latitude end as latitude,
            case when inferred.document_id is null then profiles.longitude else inferred.longitude end as longitude,
            case when inferred.document_id is null then profiles.where_prec else inferred.where_prec end as where_prec
        ),
        inferred.document_id is not null as place_is_inferred
    from {{ profiles }} as profiles
    left join (
        select
            document_id,
            place_key,
            min(where_prec) as where_prec,
            arg_min(place_id, mention_id) as place_id,
            arg_min(admin1, mention_id) as admin1,
            arg_min(country_iso3, mention_id) as country_iso3,
            arg_min(latitude, mention_id) as latitude,
            arg_min(longitude, mention_id) as longitude
        from {{ profiles }}
        where is_incident and where_prec <= 2 and place_key is not null
        group by document_id, place_key
        qualify count(*) over (partition by document_id) = 1
    ) as inferred
        on
            profiles.document_id = inferred.document_id
            and profiles.is_incident
            and profiles.date_start is not null
            and profiles.where_prec is null
            and profiles.place_key is null
{%- endmacro %}
