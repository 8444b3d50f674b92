using System.Net;
using System.Text;
using SpacesPlaces.Api.Outreach;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Outreach;

/// <summary>Files of partners: understood row by row, taken in once, refused with the reason, and harmless whatever is in them.</summary>
public sealed class PartnerUploadTests(TestApi api) : IClassFixture<TestApi>
{
    private const string Path = "/api/v1/outreach/partner-uploads";
    private const string Headings = "Date,Start,End,Grid reference,Staff,Spoken to,Type,Partner,No concern,Notes\n";
    private static readonly Encoding Windows = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    [Fact]
    public async Task GoodRows_AreTakenInOnce_AndTheSameFileStoresNothingAgain()
    {
        using var reporter = api.As(Role.Reporter);
        var file = Headings
            + "07/03/2026,19:30,21:00,SO 00123 50456,3,12,Stall,Street pastors,yes,\"Quiet, and\ndry\"\n"
            + "2026-03-08,10pm,01:30,\"300200, 250300\",2,0,taith gerdded,,,\n"
            + "08/03/2026,10pm,01:30,\"300200, 250300\",2,0,walk,,,\n";
        var preview = await PreviewAsync(reporter, file);
        Assert.Equal(new PartnerCounts(2, 0, 1, 0), preview.Counts);
        Assert.Equal((2, "SO 00123 50456", OutreachKind.Stall, Agency.StreetPastors, true, "Quiet, and\ndry"),
            preview.Rows[0].Session is { } told ? (preview.Rows[0].Row, told.GridReference, told.Kind, told.Partner, told.NoConcern, told.Notes) : default);
        // On British clocks, over midnight.
        Assert.Equal((new DateTimeOffset(2026, 3, 8, 22, 0, 0, default), new DateTimeOffset(2026, 3, 9, 1, 30, 0, default)),
            (preview.Rows[1].Session!.StartedAt, preview.Rows[1].Session!.EndedAt));
        Assert.Equal(0L, await api.ScalarAsync<long>("select count(*) from outreach_session where upload_id is not null and detail ->> 'observations' like 'Quiet, and%'"));

        var taken = await TakeAsync(reporter, file);
        Assert.Equal(new PartnerCounts(2, 0, 1, 0), taken.Counts);
        Assert.Equal("street_pastors,third_sector", await api.ScalarAsync<string>(
            "select string_agg(partner, ',' order by started_at) from outreach_session where upload_id = $1", taken.UploadId));
        Assert.Equal(new PartnerCounts(0, 2, 1, 0), (await TakeAsync(reporter, file)).Counts);
        Assert.Equal(2L, await api.ScalarAsync<long>("select count(*) from outreach_session where upload_id = $1", taken.UploadId));

        // They are sessions like any other, and say whose they were.
        var mine = await (await reporter.GetAsync("/api/v1/outreach/sessions/mine")).ReadAsync<IReadOnlyList<OutreachSessionView>>();
        var stall = mine.Single(session => session.Detail?.Observations == "Quiet, and\ndry");
        Assert.Equal((Agency.StreetPastors, Agency.YouthService, 12), (stall.Partner, stall.Agency, stall.SpokenTo));
        var noted = await api.ScalarAsync<string>("select detail::text from audit_entry where action = 'partner_sessions_taken_in' and $1 = any(subjects)", taken.UploadId);
        Assert.Contains(taken.FileSha256, noted, StringComparison.Ordinal);
        Assert.DoesNotContain("Quiet", noted, StringComparison.Ordinal);
    }

    public static TheoryData<string, string, string?> Refused => new()
    {
        { "03/29/2026,19:30,21:00,SO 001 504,3,12", "cell_not_a_day", "Date" },
        { "07/03/2026,soon,21:00,SO 001 504,3,12", "cell_not_a_time", "Start" },
        { "29/03/2026,01:30,03:00,SO 001 504,3,12", "hour_left_out", "Start" },
        { "07/03/2026,19:30,21:00,SO 001 50,3,12", "cell_not_a_grid_reference", "Grid reference" },
        { "07/03/2026,19:30,21:00,TQ 300 800,3,12", "outside_area", "Grid reference" },
        { "07/03/2026,19:30,21:00,,3,12", "where_missing", null },
        { "07/03/2026,19:30,21:00,SO 001 504,three,12", "cell_not_a_number", "Staff" },
        { "07/03/2026,19:30,21:00,SO 001 504,0,12", "count_out_of_range", "Staff" },
        { "07/03/2026,19:30,21:00,SO 001 504,3,", "field_missing", "Spoken to" },
        { "07/03/2126,19:30,21:00,SO 001 504,3,1", "in_the_future", "Date" },
        { "07/03/2026,19:30,21:00,SO 001 504,3,1,dancing", "word_unknown", "Type" },
        { "07/03/2026,19:30,21:00,SO 001 504,3,1,,,,Ring her on 07700 900123.", "text_may_identify", "Notes" },
        { "07/03/2026,19:30,21:00,SO 001 504,3,1,,,,She is placing herself at risk.", "language_reason_needed", "Notes" },
        { "07/03/2026,19:30,21:00,SO 001 504,3,1,,,,,more", "row_too_long", null },
        { "07/03/2026,19:30,21:00,SO 001 504,3,1,,,,\"never closed", "cell_quote_open", null },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task BadRow_IsRefusedWithItsReason_AndTheOthersAreNot(string row, string code, string? column)
    {
        using var reporter = api.As(Role.Reporter);
        var preview = await PreviewAsync(reporter, Headings + "07/03/2026,19:30,21:00,SO 001 504,3,12,,,,\n" + row);
        Assert.Equal(PartnerRowState.Refused, preview.Rows[1].State);
        Assert.Contains(preview.Rows[1].Problems, problem => (problem.Code, problem.Column) == (code, column));
        Assert.True(preview.Rows[0].Session is not null && preview.Rows[0].Problems.Count == 0);
    }

    [Fact]
    public async Task RefusedRows_AreAFileThatNoSpreadsheetRuns_WithReasonsInTheReadersLanguage()
    {
        using var reporter = api.As(Role.Reporter);
        reporter.DefaultRequestHeaders.AcceptLanguage.ParseAdd("cy");
        using var answer = await reporter.PostAsync(Path + "/refused", Upload(Headings
            + "soon,19:30,21:00,SO 001 504,3,12,,,,=cmd|'/c calc'!A1\n07/03/2026,19:30,21:00,SO 001 504,3,12,,,,Iawn\n"));
        Assert.Equal("text/csv", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("\uFEFF"u8.ToArray(), (await answer.Content.ReadAsByteArrayAsync())[..3]);
        var lines = (await answer.Content.ReadAsStringAsync()).Split("\r\n");
        Assert.Equal("Rhes,Pam y’i gwrthodwyd,Date,Start,End,Grid reference,Staff,Spoken to,Type,Partner,No concern,Notes", lines[0]);
        Assert.StartsWith("Rhes 2,Date: Nid diwrnod yw hwn.", lines[1], StringComparison.Ordinal);
        Assert.EndsWith(",'=cmd|'/c calc'!A1", lines[1], StringComparison.Ordinal);
        Assert.Equal("", lines[2]);
    }

    [Fact]
    public async Task WelshHeadings_SemicolonsAndOldLetters_AreUnderstood_AndAColumnCanBeMeantOtherwise()
    {
        using var reporter = api.As(Role.Reporter);
        const string file = "Dyddiad;Dechrau;Gorffen;Dwyreiniad;Gogleddiad;Gweithwyr;Pobl ifanc;Sylwadau;Cyfrif\r\n09/03/2026;7.30yh;9yh;300500;250500;2;4;Caf\u00e9 ar agor;9\r\n";
        var preview = await (await reporter.PostAsync(Path + "/preview", Upload(Windows.GetBytes(file)))).ReadAsync<PartnerPreview>();
        Assert.Equal(("windows-1252", "Café ar agor", 4), (preview.Encoding, preview.Rows[0].Session!.Notes, preview.Rows[0].Session!.SpokenTo));
        Assert.Null(preview.Columns[8]);
        Assert.Equal("utf-8", (await PreviewAsync(reporter, "\uFEFF" + file)).Encoding);
        Assert.Equal("Sŵn", (await PreviewAsync(reporter, file.Replace("Café ar agor", "Sŵn", StringComparison.Ordinal).Replace(';', '\t'))).Rows[0].Session!.Notes);

        SessionColumn?[] otherwise = [.. preview.Columns.Take(6), null, SessionColumn.Notes, SessionColumn.SpokenTo];
        Assert.Equal(9, (await PreviewAsync(reporter, file, otherwise)).Rows[0].Session!.SpokenTo);
        otherwise[0] = null;
        var missing = await PreviewAsync(reporter, file, otherwise);
        Assert.Equal([SessionColumn.Date], missing.Missing);
        Assert.Empty(missing.Rows);
        await (await reporter.PostAsync(Path, Upload(file) with { Columns = otherwise })).AssertProblemAsync(ProblemCodes.UploadColumnsMissing, "columns");
        otherwise[0] = SessionColumn.Start;
        await (await reporter.PostAsync(Path, Upload(file) with { Columns = otherwise })).AssertProblemAsync(ProblemCodes.ColumnTwice, "columns");
    }

    [Fact]
    public async Task PlaceNames_ArePlaces_WhereOneIsPlainlyMeant()
    {
        var place = Guid.CreateVersion7();
        await api.ScalarAsync<int>(
            """
            insert into place (partnership_id, id, name_en, name_cy, place_type, shape, point)
            values ($2, $1, 'Zephyr Park', 'Parc y Gwynt', 'other', st_setsrid(st_makepoint(300700, 250700), 27700), st_setsrid(st_makepoint(300700, 250700), 27700)) returning 1
            """, place, TestApi.Here);
        using var reporter = api.As(Role.Reporter);
        var preview = await PreviewAsync(reporter, "Date,From,To,Venue,Workers,Contacts,No concerns\n09/03/2026,19:00,20:00,parc y gwynt,2,3,ie\n09/03/2026,19:00,20:00,Nowhere at all,2,3,\n");
        Assert.Equal(("Zephyr Park", "SO 00700 50700"), (preview.Rows[0].Session!.Place, preview.Rows[0].Session!.GridReference));
        Assert.Equal("place_unknown", Assert.Single(preview.Rows[1].Problems).Code);
    }

    [Fact]
    public async Task FilesThatAreNone_AreRefusedAsAWhole()
    {
        using var reporter = api.As(Role.Reporter);
        foreach (var (bytes, code) in new (byte[], ProblemCode)[]
        {
            ([], ProblemCodes.UploadEmpty),
            (Encoding.UTF8.GetBytes(Headings), ProblemCodes.UploadEmpty),
            ([0x50, 0x4b, 3, 4, 0, 0, 0, 0x1f], ProblemCodes.UploadNotText),
            (Encoding.UTF8.GetBytes(Headings + string.Concat(Enumerable.Repeat("x\n", PartnerFile.MostRows + 1))), ProblemCodes.UploadTooManyRows),
            (Encoding.UTF8.GetBytes(string.Join(',', Enumerable.Range(0, 61)) + "\n1\n"), ProblemCodes.UploadTooManyColumns),
            (new byte[PartnerFile.LargestBytes + 1], ProblemCodes.UploadTooLarge),
        })
            await (await reporter.PostAsync(Path + "/preview", Upload(bytes))).AssertProblemAsync(code, "file");
    }

    [Fact]
    public async Task AnyBytes_AreReadOrRefused_AndNeverAFault()
    {
        using var reporter = api.As(Role.Reporter);
        var random = new Random(20261122);
        var good = Encoding.UTF8.GetBytes(Headings + "07/03/2026,19:30,21:00,SO 001 504,3,12,Stall,Police,yes,\"Fine\"\n");
        for (var i = 0; i < 3_000; i++)
        {
            var bytes = Spoilt(good, random);
            var (file, refusal) = PartnerFile.Read(bytes);
            Assert.True(file is null != refusal is null);
            if (i % 60 != 0) continue;
            using var answer = await reporter.PostAsync(Path + "/preview", Upload(bytes) with { Columns = file?.Headings.Count == 10 ? All : null });
            Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.UnprocessableEntity, $"{answer.StatusCode}: {Convert.ToHexString(bytes)}");
        }
    }

    private static readonly SessionColumn?[] All =
    [
        SessionColumn.Date, SessionColumn.Start, SessionColumn.End, SessionColumn.GridReference, SessionColumn.Staff, SessionColumn.SpokenTo, SessionColumn.Kind,
        SessionColumn.Partner, SessionColumn.NoConcern, SessionColumn.Notes,
    ];

    // Noise, or a good file with some of its bytes changed, taken out or said again.
    private static byte[] Spoilt(byte[] good, Random random)
    {
        if (random.Next(3) == 0)
        {
            var noise = new byte[random.Next(200)];
            random.NextBytes(noise);
            return noise;
        }

        List<byte> bytes = [.. good];
        for (var n = random.Next(1, 6); n > 0; n--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes.RemoveAt(at); break;
                case 2: bytes.Insert(at, "\",;\n\r\t="u8[random.Next(7)]); break;
                default: bytes.InsertRange(at, bytes.GetRange(at, Math.Min(12, bytes.Count - at))); break;
            }
        }

        return [.. bytes];
    }

    private static PartnerUpload Upload(string file) => Upload(Encoding.UTF8.GetBytes(file));

    private static PartnerUpload Upload(byte[] file) => new(file, Agency.ThirdSector, "en");

    private static async Task<PartnerPreview> PreviewAsync(HttpClient client, string file, IReadOnlyList<SessionColumn?>? columns = null) =>
        await (await client.PostAsync(Path + "/preview", Upload(file) with { Columns = columns })).ReadAsync<PartnerPreview>();

    private static async Task<PartnerTaken> TakeAsync(HttpClient client, string file) =>
        await (await client.PostAsync(Path, Upload(file))).ReadAsync<PartnerTaken>();
}
