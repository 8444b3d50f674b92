using System.Net.Http.Json;
using Microsoft.Playwright;
using SpacesPlaces.Api.Tests;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Page.Tests;

/// <summary>Text that somebody stored in order to act in another's browser is shown as the text that it is.</summary>
[Collection(Rooms.Name)]
public sealed class HostileTextTests(Browser browser)
{
    private static readonly string[] Payloads =
    [
        "<script>document.title='owned'</script>", "<img src=https://evil.example/x onerror=alert(1)>", "<svg/onload=alert(1)>",
        "\"><iframe src=\"javascript:alert(1)\">", "<a href=\"javascript:alert(1)\">x</a>", "<style>*{background:url(https://evil.example/y)}</style>",
        "<link rel=stylesheet href=https://evil.example/z>", "<meta http-equiv=refresh content=\"0;url=https://evil.example\">",
        "<form action=https://evil.example><button>x</button></form>", "<object data=https://evil.example/o>", "{{constructor.constructor('alert(1)')()}}",
        "${alert(1)}", "javascript:alert(1)//", "data:text/html,<script>alert(1)</script>", "https://evil.example/track?child=1", "&lt;script&gt;alert(1)&lt;/script&gt;",
        "<math><mtext><script>alert(1)</script></mtext></math>", "</textarea><script>alert(1)</script>", "<base href=https://evil.example/>", "{reason} {user} {n}",
    ];

    [Fact]
    public async Task StoredScripts_StyleAndAddresses_AreShownAsText_AndNothingLeaves()
    {
        var lead = TestApi.UserName(Role.DataProtection, TestApi.Elsewhere);
        var person = await browser.AddMemberAsync("hostile-person", Role.Planner, Agency.Housing, TestApi.Elsewhere);
        foreach (var payload in Payloads)
        {
            await OkAsync(browser.As(lead).PostAsJsonAsync($"/api/v1/governance/agreements/{Guid.CreateVersion7()}", new
            {
                reference = payload[..Math.Min(60, payload.Length)],
                purposeEn = payload,
                purposeCy = payload,
                parties = new[] { "housing", "health" },
                items = new[] { "hotspots" },
                signedOn = "2025-01-01",
                startsOn = "2025-01-01",
                endsOn = "2030-01-01",
            }));
            await OkAsync(browser.As(lead).PostAsJsonAsync(
                $"/api/v1/governance/exclusions/{Guid.CreateVersion7()}", new { user = person, reason = payload, incidentId = Guid.CreateVersion7() }));
            await browser.ScalarAsync<int>(
                """
                insert into role_request (partnership_id, id, account_id, role, agency, reason, asked_by, asked_at)
                select $1, gen_random_uuid(), id, 'analyst', 'housing', $3, id, now() from account where user_name = $2 returning 1
                """, TestApi.Elsewhere, person, payload);
            await browser.ScalarAsync<int>(
                """
                insert into notice (partnership_id, id, account_id, kind, subject_id, detail, created_at)
                select $1, gen_random_uuid(), id, 'glass_broken', id, jsonb_build_object('user', $3::text, 'minutes', '5', 'reason', $3::text), now() from account where user_name = $2 returning 1
                """, TestApi.Elsewhere, lead, payload);
        }

        await using var visit = await browser.VisitAsync();
        var dialogs = 0;
        visit.Page.Dialog += async (_, dialog) =>
        {
            dialogs++;
            await dialog.DismissAsync();
        };
        await visit.EnterAsync(lead, "account");
        foreach (var room in (string[])["agreements", "exclusions", "requests", "notices"])
        {
            await visit.GoToRoomAsync(room);
            var text = Spaced(await visit.TextAsync());
            Assert.All(Payloads, payload => Assert.Contains(Spaced(payload), text, StringComparison.Ordinal));
            await Assertions.Expect(visit.Page.Locator(".room :is(script, iframe, object, img, link, meta, base, style), .room a[href]")).ToHaveCountAsync(0);
        }

        Assert.Equal(0, dialogs);
        Assert.DoesNotContain(visit.Addresses, address => !address.StartsWith(visit.Home.ToString(), StringComparison.Ordinal));
        Assert.DoesNotContain("owned", await visit.Page.TitleAsync(), StringComparison.Ordinal);
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task TextThatRunsTheOtherWay_StaysInsideItsOwnLine()
    {
        // Right-to-left marks could make "allowed" read as something else; each stored text is a direction of its own.
        await using var visit = await browser.VisitAsync();
        await visit.EnterAsync(TestApi.UserName(Role.DataProtection, TestApi.Elsewhere), "agreements");
        var isolated = await visit.Page.EvaluateAsync<bool>("() => [...document.querySelectorAll('.entries p, .entries h3, .entries dd')].every((one) => ['isolate', 'plaintext'].includes(getComputedStyle(one).unicodeBidi))");
        Assert.True(isolated);
    }

    private static string Spaced(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static async Task OkAsync(Task<HttpResponseMessage> sent)
    {
        using var answer = await sent;
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }
}
