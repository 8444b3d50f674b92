using System.Net;
using System.Net.Http.Headers;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Ogc;

/// <summary>Keys for tools: shown once, kept as a digest, good for reading map data as their owner, and for nothing else.</summary>
public sealed class AccessKeyTests(OgcWorld api) : IClassFixture<OgcWorld>
{
    private const string Keys = "/api/v1/access/keys";
    private const string Items = "/ogc/collections/incidents/items?limit=1000";

    private static DateOnly Today => DateOnly.FromDateTime(DateTime.UtcNow);

    [Fact]
    public async Task Key_ReadsAsItsOwner_AsBearerAndAsPassword()
    {
        var key = await api.KeyAsync(Role.MaceMember);
        using var owner = api.As(Role.MaceMember);
        var own = await owner.GetStringAsync(Items);
        using var basic = api.Basic(key);
        using var bearer = Bearer(key);
        Assert.Equal(own, await basic.GetStringAsync(Items));
        Assert.Equal(own, await bearer.GetStringAsync(Items));
        Assert.Equal("incidents_listed panel_preparation", await api.ScalarAsync<string>(
            "select action || ' ' || (detail ->> 'purpose') from audit_entry where partnership_id = $1 and detail ? 'access_key' order by sequence desc limit 1", TestApi.Here));
    }

    [Fact]
    public async Task Key_OpensNoOtherDoor()
    {
        var key = await api.KeyAsync(Role.Analyst);
        foreach (var client in (HttpClient[])[Bearer(key), api.Basic(key), api.Basic(key, TestApi.UserName(Role.Analyst, TestApi.Here))])
            using (client)
            {
                foreach (var route in Http.ApiRoute.All(api.Services).Where(route => route.Pattern.StartsWith("/api/v1", StringComparison.Ordinal) && route.Method == HttpMethod.Get))
                {
                    using var answer = await client.GetAsync(route.Address());
                    Assert.True(answer.StatusCode is HttpStatusCode.Unauthorized, $"{route}: {answer.StatusCode}");
                }

                using var made = await client.PostAsync($"{Keys}/{Guid.CreateVersion7()}", new NewAccessKey("Another", Purpose.Governance, Today));
                Assert.Equal(HttpStatusCode.Unauthorized, made.StatusCode);
            }
    }

    [Fact]
    public async Task Key_IsKeptAsADigestAlone_AndInNoLog()
    {
        var key = await api.KeyAsync(Role.Analyst, "kept nowhere");
        using (var client = Bearer(key)) await client.GetStringAsync(Items);
        var secret = key[^20..];
        foreach (var table in (string[])["access_key", "audit_entry", "session"])
            Assert.Equal(0, await api.ScalarAsync<long>($"select count(*) from {table} t where t::text like '%' || $1 || '%'", secret));
        Assert.DoesNotContain(api.Log.Lines, line => line.Contains(secret, StringComparison.Ordinal));
        using var owner = api.As(Role.Analyst);
        Assert.DoesNotContain(secret, await owner.GetStringAsync(Keys), StringComparison.Ordinal);
    }

    [Fact]
    public async Task KeyTakenBack_OpensNothing_AndSaysSo()
    {
        var id = Guid.CreateVersion7();
        var key = await api.KeyAsync(Role.Assessor, id: id);
        using var tool = api.Basic(key);
        Assert.Equal(HttpStatusCode.OK, (await tool.GetAsync(Items)).StatusCode);
        using var owner = api.As(Role.Assessor);
        var listed = await (await owner.GetAsync(Keys)).ReadAsync<AccessKeyView[]>();
        Assert.NotNull(Assert.Single(listed, one => one.Id == id).LastUsedAt);

        // Nobody but its owner and an administrator can take it back, or sees it.
        using var other = api.As(Role.Analyst);
        await (await other.DeleteAsync($"{Keys}/{id}")).AssertProblemAsync(ProblemCodes.NotFound);
        Assert.DoesNotContain(await (await other.GetAsync(Keys)).ReadAsync<AccessKeyView[]>(), one => one.Id == id);
        Assert.Equal(HttpStatusCode.NoContent, (await owner.DeleteAsync($"{Keys}/{id}")).StatusCode);
        using var refused = await tool.GetAsync(Items);
        await refused.AssertProblemAsync(ProblemCodes.SignInNeeded);
        Assert.Contains(refused.Headers.WwwAuthenticate, challenge => challenge.Scheme == "Basic");
        await (await tool.GetAsync("/ogc/collections")).AssertProblemAsync(ProblemCodes.SignInNeeded);
        await (await owner.DeleteAsync($"{Keys}/{id}")).AssertProblemAsync(ProblemCodes.NotFound);
    }

    [Fact]
    public async Task WrongKeys_AreNotTakenForNobody()
    {
        var key = await api.KeyAsync(Role.Analyst);
        var middle = key.Length - 10;
        foreach (var wrong in (string[])[key[..middle] + (key[middle] == 'A' ? 'B' : 'A') + key[(middle + 1)..], key[..^1], key + "A", "spk_", "spk_nonsense", "password", TestApi.Password])
            foreach (var client in (HttpClient[])[Bearer(wrong), api.Basic(wrong)])
                using (client)
                    await (await client.GetAsync("/ogc/collections/places/items")).AssertProblemAsync(ProblemCodes.SignInNeeded);
    }

    [Fact]
    public async Task Key_EndsWithItsDay_ItsRole_ItsPasswordAndItsAccount()
    {
        var user = await api.AddMemberAsync($"keyed-{Guid.NewGuid():N}", Role.Analyst, Agency.Health);
        using var owner = await api.FreshAsync(user);
        var made = await (await owner.PostAsync($"{Keys}/{Guid.CreateVersion7()}", new NewAccessKey("R", Purpose.DataQuality, Today.AddDays(90)))).ReadAsync<MadeAccessKey>(HttpStatusCode.Created);
        using var tool = Bearer(made.Key);
        foreach (var (ends, back) in ((string, string)[])
            [
                ($"update access_key set ends_on = current_date - 2 where id = '{made.View.Id}'", $"update access_key set ends_on = current_date + 9 where id = '{made.View.Id}'"),
                ($"update membership set role = 'mace_member' where account_id = (select id from account where user_name = '{user}')", $"update membership set role = 'analyst' where account_id = (select id from account where user_name = '{user}')"),
                ($"update account set security_stamp = 'x' || security_stamp where user_name = '{user}'", $"update account set security_stamp = substr(security_stamp, 2) where user_name = '{user}'"),
                ($"update account set disabled_at = now() where user_name = '{user}'", $"update account set disabled_at = null where user_name = '{user}'"),
                ($"update membership set ended_at = now() where account_id = (select id from account where user_name = '{user}')", $"update membership set ended_at = null where account_id = (select id from account where user_name = '{user}')"),
            ])
        {
            Assert.Equal(HttpStatusCode.OK, (await tool.GetAsync(Items)).StatusCode);
            await api.RunAsync(ends);
            await (await tool.GetAsync(Items)).AssertProblemAsync(ProblemCodes.SignInNeeded);
            await api.RunAsync(back);
        }
    }

    [Fact]
    public async Task BadKeys_AreNotMade()
    {
        using var owner = await api.FreshAsync(TestApi.UserName(Role.Planner, TestApi.Here));
        foreach (var (key, code, field) in ((NewAccessKey, ProblemCode, string)[])
            [
                (new("", Purpose.Governance, Today), ProblemCodes.FieldMissing, "name"),
                (new(new string('x', 61), Purpose.Governance, Today), ProblemCodes.FieldTooLong, "name"),
                (new("QGIS", Purpose.Governance, Today.AddDays(-3)), ProblemCodes.DayNotInRange, "endsOn"),
                (new("QGIS", Purpose.Governance, Today.AddDays(93)), ProblemCodes.DayNotInRange, "endsOn"),
            ])
            await (await owner.PostAsync($"{Keys}/{Guid.CreateVersion7()}", key)).AssertProblemAsync(code, field);
        var id = Guid.CreateVersion7();
        for (var i = 0; i < 10; i++)
            await (await owner.PostAsync($"{Keys}/{(i == 0 ? id : Guid.CreateVersion7())}", new NewAccessKey($"Tool {i}", Purpose.Governance, Today))).ReadAsync<MadeAccessKey>(HttpStatusCode.Created);
        await (await owner.PostAsync($"{Keys}/{id}", new NewAccessKey("Tool 0", Purpose.Governance, Today))).AssertProblemAsync(ProblemCodes.IdTakenByOtherContent, "id");
        await (await owner.PostAsync($"{Keys}/{Guid.CreateVersion7()}", new NewAccessKey("One more", Purpose.Governance, Today))).AssertProblemAsync(ProblemCodes.TooManyAccessKeys);
    }

    [Fact]
    public async Task KeyIsMade_SoonAfterASignInOnly()
    {
        using var owner = await api.FreshAsync(TestApi.UserName(Role.YouthLead, TestApi.Here));
        await api.RunAsync($"update session set authenticated_at = now() - interval '11 minutes' where account_id = (select id from account where user_name = '{TestApi.UserName(Role.YouthLead, TestApi.Here)}')");
        await (await owner.PostAsync($"{Keys}/{Guid.CreateVersion7()}", new NewAccessKey("QGIS", Purpose.Governance, Today))).AssertProblemAsync(ProblemCodes.FreshSignInNeeded);
    }

    private HttpClient Bearer(string key)
    {
        var client = api.Anyone();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }
}
