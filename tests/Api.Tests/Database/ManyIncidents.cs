using Npgsql;

namespace SpacesPlaces.Api.Tests.Database;

/// <summary>
/// Three hundred thousand incidents in one partnership over 40 km by 40 km, a third of them in a few towns, and a tenth of that in
/// another one over the same ground: made by the database itself, as its superuser. Used by tests and by the bench.
/// </summary>
public static class ManyIncidents
{
    public const int Count = 300_000;

    private const string FillChildren =
        """
        insert into child (partnership_id, id, token, holding_agency)
        select $1, gen_random_uuid(),
            overlay(overlay(lpad(n::text, 12, '0') placing '-' from 5 for 0) placing '-' from 10 for 0), 'childrens_services'
        from generate_series(1, $2 / 10) n;
        """;

    private const string FillIncidents =
        """
        insert into incident (
            partnership_id, id, version, kind, status, point, accuracy_metres, placed_by, occurred_from, occurred_to, time_confidence,
            harm_types, context_level, source_kind, info_grade, source_agency, recorded_by_agency, recorded_by, children_unknown_count,
            cross_boundary, narrative, narrative_language, first_content_sha256, content_sha256, recorded_at, sensitivity, controller,
            regime, review_on)
        select $1, gen_random_uuid(), 1, 'harm', 'recorded',
            st_setsrid(st_makepoint(
                case when n % 3 = 0 then 290000 + (n % 7) * 5000 + 800 * (random() + random() - 1) else 285000 + 40000 * random() end,
                case when n % 3 = 0 then 240000 + (n % 5) * 7000 + 800 * (random() + random() - 1) else 235000 + 40000 * random() end), 27700),
            20, 'pin', occurred, occurred + interval '1 hour', 'approximate', array['cse'], 'neighbourhood', 'practitioner_observed',
            'first_hand', agency, agency, md5('person ' || n % 400)::uuid, 0, false, 'Adults were approaching children near the shelter.', 'en',
            sha256(n::text::bytea), sha256(n::text::bytea), occurred + interval '1 day',
            case when n % 50 = 0 then 'restricted' else 'ordinary' end, agency, case agency when 'police' then 'law_enforcement' else 'uk_gdpr' end,
            (occurred + interval '2 years')::date
        from (
            select n, timestamptz '2024-01-01' + n * interval '3 minutes' as occurred,
                (array['police', 'youth_service', 'childrens_services', 'health', 'education'])[1 + n % 5] as agency
            from generate_series(1, $2) n) made;
        """;

    private const string FillLinks =
        """
        insert into incident_child (partnership_id, incident_id, child_id, age_band)
        select $1, i.id, c.id, '13_15'
        from (select id, row_number() over () as n from incident where partnership_id = $1) i
        join (select id, row_number() over () - 1 as n from child where partnership_id = $1) c on c.n = i.n % ($2 / 10);
        """;

    /// <summary>Fills two partnerships that stand already.</summary>
    public static async Task FillAsync(string superuser, Guid partnership, Guid other, int count = Count)
    {
        await using var source = NpgsqlDataSource.Create(superuser);
        foreach (var (id, rows) in new[] { (partnership, count), (other, count / 10) })
            foreach (var sql in new[] { FillChildren, FillIncidents, FillLinks })
            {
                await using var command = source.CreateCommand(sql);
                command.CommandTimeout = 0;
                command.Parameters.Add(new() { Value = id });
                if (sql.Contains("$2", StringComparison.Ordinal)) command.Parameters.Add(new() { Value = rows });
                await command.ExecuteNonQueryAsync();
            }

        foreach (var table in new[] { "incident", "incident_child", "child" })
        {
            await using var vacuum = source.CreateCommand($"vacuum analyze {table}");
            vacuum.CommandTimeout = 0;
            await vacuum.ExecuteNonQueryAsync();
        }
    }
}
