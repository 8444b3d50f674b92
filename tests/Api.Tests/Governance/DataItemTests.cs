using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Governance;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Language;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Governance;

/// <summary>The appendix of data items: whole, true to what runs, and printable.</summary>
public sealed partial class DataItemTests(TestApi api) : IClassFixture<TestApi>
{
    private const string Path = "/api/v1/governance/data-items";

    [Fact]
    public void EveryMappedField_HasASentenceOrIsTechnical()
    {
        using var scope = api.Services.CreateScope();
        var silent = StoredFields.Of(scope.ServiceProvider.GetRequiredService<SpacesContext>().Model)
            .Where(field => field.MeaningKey is null || !Texts.Has(field.MeaningKey)
                || !Texts.Has($"data_purpose.{field.Table.Purpose}") || !Texts.Has($"data_basis.{field.Table.Basis}"))
            .Select(field => $"{field.Table.Name}.{field.Name}");
        Assert.Empty(silent);
    }

    [Fact]
    public async Task Table_HoldsEveryColumnOfTheDatabase_AndNoOther()
    {
        var list = await ListAsync(Role.Reporter);
        var columns = await api.ScalarAsync<string[]>(
            """
            select array_agg(c.table_name || '.' || c.column_name order by c.table_name || '.' || c.column_name)
            from information_schema.columns c
            join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name and t.table_type = 'BASE TABLE'
            where c.table_schema = 'public' and c.table_name in (
                select table_name from information_schema.columns where table_schema = 'public' and column_name = 'partnership_id'
                union select unnest(array['account', 'account_claim', 'account_login', 'account_token']))
            """);
        var told = list.Items.Select(item => $"{item.Table}.{item.Field}").Order(StringComparer.Ordinal).ToArray();
        Assert.Equal([], columns.Except(told));
        Assert.Equal([], told.Except(columns));
    }

    [Fact]
    public async Task Recipients_AreThoseOfTheFieldTable_AndMonthsThoseInForce()
    {
        using var dataProtection = api.As(Role.DataProtection, TestApi.Elsewhere);
        var rule = new NewRetentionRule(RetentionClass.IncidentDetail, 18, "Agreed with the panel");
        Assert.Equal(HttpStatusCode.OK, (await dataProtection.PutAsync("/api/v1/governance/retention", rule, null)).StatusCode);
        var here = await ListAsync(Role.Reporter);
        var elsewhere = await ListAsync(Role.Reporter, TestApi.Elsewhere);

        Assert.Equal((RetentionClass.IncidentDetail, 24), Kept(here, "incident.narrative"));
        Assert.Equal((RetentionClass.IncidentDetail, 18), Kept(elsewhere, "incident.narrative"));
        Assert.Equal((RetentionClass.IncidentCoarse, 84), Kept(elsewhere, "incident.harm_types"));
        Assert.Null(Item(here, "account.user_name").RetentionClass);

        Assert.Equal([Role.Reporter, Role.YouthLead, Role.Analyst], Item(here, "incident.narrative").Recipients);
        Assert.Equal([Role.Analyst], Item(here, "child.token").Recipients);
        Assert.Equal(
            [Role.Reporter, Role.YouthLead, Role.Analyst, Role.MaceMember, Role.MaceChair, Role.Assessor], Item(here, "incident.harm_types").Recipients);
        Assert.Equal([Role.DataProtection], Item(here, "audit_entry.action").Recipients);
        Assert.Empty(Item(here, "account.password_hash").Recipients);
        Assert.Equal(
            [DataItem.Narrative, DataItem.ExactPlace, DataItem.CoarseIncident, DataItem.ChildToken, DataItem.Hotspots],
            ((string[])["incident.narrative", "incident.point", "incident.harm_types", "child.token", "hotspot.hull"]).Select(name => Item(here, name).SharedAs!.Value));
        Assert.Equal("ISP-1", Assert.Single(here.Agreements).Agreement.Reference);

        Assert.True(Item(here, "incident.id").Technical && Item(here, "incident.content_sha256").Technical && Item(here, "incident.cell_x").Technical);
        Assert.DoesNotContain(here.Items, item => item.Technical && item.Field is "narrative" or "point" or "token" or "reason" or "content");
    }

    [Fact]
    public async Task Page_IsPrintedInTheLanguageAsked_EncodesEveryText_AndNeedsNoScript()
    {
        const string evil = "<script>alert(1)</script>&\"";
        await api.ScalarAsync<int>(
            """
            insert into sharing_agreement (partnership_id, id, version, reference, purpose_en, purpose_cy, parties, items, signed_on, starts_on, ends_on, recorded_by, recorded_at)
            values ($1, gen_random_uuid(), 1, $2, $2, $2, array['police', 'education'], array['coarse_incident'], '2024-01-01', '2024-01-01', '2099-01-01', gen_random_uuid(), now())
            returning 1
            """, TestApi.Elsewhere, evil);
        using var client = api.As(Role.DataProtection, TestApi.Elsewhere);
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("cy");
        using var answer = await client.GetAsync($"{Path}?format=html");
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Equal((HttpStatusCode.OK, "text/html"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        Assert.Contains("<html lang=\"cy\">", page, StringComparison.Ordinal);
        Assert.Contains("SWYDDOGOL (OFFICIAL)", page, StringComparison.Ordinal);
        Assert.DoesNotContain("SENSITI", page, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch(" (on[a-z]+|style)=", page);

        var nonce = StyleNonce().Match(page).Groups[1].Value;
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains($"style-src 'self' 'nonce-{nonce}';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        var again = await client.GetStringAsync($"{Path}?format=html");
        Assert.NotEqual(nonce, StyleNonce().Match(again).Groups[1].Value);
        var rows = (await (await client.GetAsync(Path)).ReadAsync<DataItemList>()).Items.Count;
        Assert.Equal(rows + 2, Regex.Count(page, "<th scope=\"row\">"));

        using var plain = await client.GetAsync(Path);
        Assert.DoesNotContain("nonce", plain.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        await (await client.GetAsync($"{Path}?format=pdf")).AssertProblemAsync(ProblemCodes.WordUnknown, "format");
    }

    private static DataItemView Item(DataItemList list, string name) => Assert.Single(list.Items, item => $"{item.Table}.{item.Field}" == name);

    private static (RetentionClass?, int?) Kept(DataItemList list, string name) => (Item(list, name).RetentionClass, Item(list, name).Months);

    private async Task<DataItemList> ListAsync(Role role, Guid? partnership = null)
    {
        using var client = api.As(role, partnership);
        return await (await client.GetAsync(Path)).ReadAsync<DataItemList>();
    }

    [GeneratedRegex("<style nonce=\"([0-9a-f]{32})\">")]
    private static partial Regex StyleNonce();
}
