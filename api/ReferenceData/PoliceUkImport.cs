using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;
using SpacesPlaces.Api.Analyses;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;

namespace SpacesPlaces.Api.ReferenceData;

/// <summary>
/// Imports street files of police.uk. Rows are streamed into a temporary table, counted and compared there, and moved into
/// theirs by one statement: COPY is refused on tables with row-level security. A month of a force replaces the same month held
/// before; what cannot be read whole changes nothing.
/// </summary>
internal sealed class PoliceUkImport(ImportRun run)
{
    private const int Batch = 256;

    private readonly ImportNotices notices = new();
    private readonly Dictionary<(DateOnly Month, string Force), Edition> editions = [];
    private readonly HashSet<string> unknownTypes = [];
    private readonly double[] xs = new double[Batch];
    private readonly double[] ys = new double[Batch];

    /// <exception cref="JobRefusedException">A file is not whole and regular; nothing may be committed then.</exception>
    public async Task ImportAsync(ImportSource source, CancellationToken cancel)
    {
        run.Report(0, "reading");
        await run.WaitForTurnAsync(cancel);
        await StageAsync(source, cancel);
        run.Report(0.6, "comparing");
        await StageEditionsAsync(cancel);
        await CountAsync(cancel);
        await CompareAsync(cancel);
        await NoticeMonthsAsync(cancel);
        run.Report(0.7, "storing");
        await StoreAsync(source, cancel);
    }

    private async Task StageAsync(ImportSource source, CancellationToken cancel)
    {
        await using (var create = run.Command(NamedSql.Read("stage_context_events"))) await create.ExecuteNonQueryAsync(cancel);
        var files = source.Files.Where(file => PoliceUkFile.IsStreetFile(file.Name)).ToList();
        foreach (var file in source.Files.Except(files)) notices.Add("file_ignored", ("file", file.Name));
        foreach (var name in source.Nested) notices.Add("nested_archive_ignored", ("file", name));
        if (files.Count == 0) throw new JobRefusedException(Refusal.Of(ProblemCodes.ImportFileTypeUnknown, null));

        await using var copy = await run.Connection.BeginBinaryImportAsync(
            """
            copy staged_context_event (edition, line, publisher_id, reported_by, lon, lat, easting, northing, location, lsoa_code,
                lsoa_name, crime_type, last_outcome, context) from stdin (format binary)
            """, cancel);
        var (length, done) = (Math.Max(1, files.Sum(file => file.Length)), 0L);
        foreach (var file in files)
        {
            await StageFileAsync(file, copy, cancel);
            done += file.Length;
            run.Report(0.6 * done / length, "reading");
        }

        await copy.CompleteAsync(cancel);
    }

    private async Task StageFileAsync(ImportFile file, NpgsqlBinaryImporter copy, CancellationToken cancel)
    {
        await using var content = file.Open();
        using var reader = new PoliceUkFile(file.Name, content);
        await reader.ReadHeaderAsync();
        var rows = new List<PoliceUkRow>(Batch);
        var any = false;
        while (await reader.ReadAsync() is { } row)
        {
            any = true;
            rows.Add(row);
            if (rows.Count < Batch) continue;
            await WriteAsync(file.Name, rows, copy, cancel);
            rows.Clear();
        }

        await WriteAsync(file.Name, rows, copy, cancel);
        if (!any) throw new JobRefusedException(Refusal.Of(ProblemCodes.ImportEmpty, null, ("file", file.Name)));
    }

    private async Task WriteAsync(string file, List<PoliceUkRow> rows, NpgsqlBinaryImporter copy, CancellationToken cancel)
    {
        Project(rows);
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            var edition = EditionOf(row, file);
            edition.Read++;
            var rejected = row.Rejected ?? (row.Lon is not null && double.IsNaN(xs[i]) ? "row_rejected_outside_grid" : null);
            if (rejected is not null)
            {
                edition.Rejected++;
                edition.FirstRejected ??= row.Line;
                notices.Add(rejected, ("file", file), ("line", row.Line));
                continue;
            }

            if (!PoliceUkFile.KnownTypes.Contains(row.CrimeType) && unknownTypes.Add(row.CrimeType))
                notices.Add("type_unknown", ("type", row.CrimeType));
            await copy.StartRowAsync(cancel);
            await copy.WriteAsync(edition.Number, NpgsqlDbType.Integer, cancel);
            await copy.WriteAsync(row.Line, NpgsqlDbType.Integer, cancel);
            await TextAsync(copy, row.PublisherId, cancel);
            await TextAsync(copy, row.ReportedBy, cancel);
            if (row is { Lon: { } lon, Lat: { } lat })
            {
                await copy.WriteAsync(lon, NpgsqlDbType.Double, cancel);
                await copy.WriteAsync(lat, NpgsqlDbType.Double, cancel);
                await copy.WriteAsync(xs[i], NpgsqlDbType.Double, cancel);
                await copy.WriteAsync(ys[i], NpgsqlDbType.Double, cancel);
            }
            else
            {
                for (var n = 0; n < 4; n++) await copy.WriteNullAsync(cancel);
            }

            await TextAsync(copy, row.Location, cancel);
            await TextAsync(copy, row.LsoaCode, cancel);
            await TextAsync(copy, row.LsoaName, cancel);
            await TextAsync(copy, row.CrimeType, cancel);
            await TextAsync(copy, row.LastOutcome, cancel);
            await TextAsync(copy, row.Context, cancel);
        }
    }

    private static Task TextAsync(NpgsqlBinaryImporter copy, string? text, CancellationToken cancel) =>
        text is null ? copy.WriteNullAsync(cancel) : copy.WriteAsync(text, NpgsqlDbType.Text, cancel);

    // Grid points of a batch into xs and ys; NaN where the position is not on the grid. Rows without one stand in with a point
    // that is, so that one call does for all; only when it refuses are the positions tried one by one.
    private void Project(List<PoliceUkRow> rows)
    {
        Fill();
        try
        {
            run.Grid.FromLonLat(xs.AsSpan(0, rows.Count), ys.AsSpan(0, rows.Count));
            return;
        }
        catch (ArgumentOutOfRangeException)
        {
            Fill();
        }

        for (var i = 0; i < rows.Count; i++)
        {
            try
            {
                (xs[i], ys[i]) = run.Grid.FromLonLat(xs[i], ys[i]);
            }
            catch (ArgumentOutOfRangeException)
            {
                (xs[i], ys[i]) = (double.NaN, double.NaN);
            }
        }

        void Fill()
        {
            for (var i = 0; i < rows.Count; i++) (xs[i], ys[i]) = (rows[i].Lon ?? -2, rows[i].Lat ?? 52);
        }
    }

    private Edition EditionOf(PoliceUkRow row, string file)
    {
        if (!editions.TryGetValue((row.Month, row.FallsWithin), out var edition))
            editions[(row.Month, row.FallsWithin)] = edition = new(editions.Count, Guid.CreateVersion7(), row.Month, row.FallsWithin, file);
        if (edition.FileName != file)
            throw new JobRefusedException(Refusal.Of(
                ProblemCodes.ImportEditionTwice, null, ("edition", edition.Name), ("file", edition.FileName), ("other", file)));
        return edition;
    }

    private async Task StageEditionsAsync(CancellationToken cancel)
    {
        var names = editions.Values.Select(edition => edition.Name).ToArray();
        var held = await run.Context.ImportEditions
            .Where(e => e.PartnershipId == run.PartnershipId && e.ReplacedBy == null && names.Contains(e.Edition))
            .ToDictionaryAsync(e => e.Edition, cancel);
        await using (var create = run.Command(NamedSql.Read("stage_editions"))) await create.ExecuteNonQueryAsync(cancel);
        foreach (var edition in editions.Values) edition.Replaces = held.GetValueOrDefault(edition.Name);
        await using var copy = await run.Connection.BeginBinaryImportAsync(
            "copy staged_edition (edition, id, month_from, month_to, force, rows_read, replaces) from stdin (format binary)", cancel);
        foreach (var edition in editions.Values)
        {
            await copy.StartRowAsync(cancel);
            await copy.WriteAsync(edition.Number, NpgsqlDbType.Integer, cancel);
            await copy.WriteAsync(edition.Id, NpgsqlDbType.Uuid, cancel);
            await copy.WriteAsync(edition.Month, NpgsqlDbType.Date, cancel);
            await copy.WriteAsync(edition.Month.AddMonths(1), NpgsqlDbType.Date, cancel);
            await copy.WriteAsync(edition.Force, NpgsqlDbType.Text, cancel);
            await copy.WriteAsync(edition.Read, NpgsqlDbType.Integer, cancel);
            if (edition.Replaces is { } replaced) await copy.WriteAsync(replaced.Id, NpgsqlDbType.Uuid, cancel);
            else await copy.WriteNullAsync(cancel);
        }

        await copy.CompleteAsync(cancel);
    }

    private async Task CountAsync(CancellationToken cancel)
    {
        var byNumber = editions.Values.ToDictionary(edition => edition.Number);
        await using var command = run.Command(NamedSql.Read("count_staged_events"), run.PartnershipId);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            var edition = byNumber[reader.GetInt32(0)];
            edition.Located = reader.GetInt32(1);
            edition.Unlocated = reader.GetInt32(2);
            edition.WithoutId = reader.GetInt32(3);
            edition.ReusedIds = reader.GetInt32(4);
            edition.ExactDuplicates = reader.GetInt32(5);
        }

        // An edition of nothing but rejected rows would put nothing in the place of what is held.
        if (editions.Values.FirstOrDefault(edition => edition.Read == edition.Rejected) is { } empty)
            throw new JobRefusedException(Refusal.Of(
                ProblemCodes.ImportRowNotReadable, null, ("file", empty.FileName), ("line", empty.FirstRejected!)));
    }

    private async Task CompareAsync(CancellationToken cancel)
    {
        foreach (var edition in editions.Values.Where(edition => edition.Replaces is null)) edition.Added = edition.Located + edition.Unlocated;
        if (editions.Values.All(edition => edition.Replaces is null)) return;
        var byNumber = editions.Values.ToDictionary(edition => edition.Number);
        await using var command = run.Command(NamedSql.Read("compare_editions"), run.PartnershipId);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            var edition = byNumber[reader.GetInt32(0)];
            (edition.Added, edition.Removed, edition.Changed) = (reader.GetInt32(1), reader.GetInt32(2), reader.GetInt32(3));
        }
    }

    private async Task StoreAsync(ImportSource source, CancellationToken cancel)
    {
        var context = run.Context;
        notices.Add("lsoa_vintage_unknown");
        context.Imports.Add(run.NewImport(ImportKinds.PoliceUk, source.FileName, "police.uk", notices));
        await context.SaveChangesAsync(cancel);

        // The earlier editions give way before the new ones take their names.
        var replaced = editions.Values.Select(edition => edition.Replaces?.Id).OfType<Guid>().ToArray();
        await context.ContextEvents.Where(e => e.PartnershipId == run.PartnershipId && replaced.Contains(e.EditionId)).ExecuteDeleteAsync(cancel);
        foreach (var edition in editions.Values)
            if (edition.Replaces is not null) edition.Replaces.ReplacedBy = run.Id;
        await context.SaveChangesAsync(cancel);
        var stored = editions.Values.ToDictionary(edition => edition.Id, edition => edition.ToRow(run));
        context.ImportEditions.AddRange(stored.Values);
        await context.SaveChangesAsync(cancel);

        await using (var command = run.Command(NamedSql.Read("store_context_events"), run.PartnershipId))
        await using (var reader = await command.ExecuteReaderAsync(cancel))
            while (await reader.ReadAsync(cancel)) stored[reader.GetGuid(0)].OutsideArea = reader.GetInt32(1);
        await context.SaveChangesAsync(cancel);
    }

    private async Task NoticeMonthsAsync(CancellationToken cancel)
    {
        await using var command = run.Command(NamedSql.Read("doubtful_months"), run.PartnershipId);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            var (force, month) = (reader.GetString(0), reader.GetFieldValue<DateOnly>(1).ToString("yyyy-MM", CultureInfo.InvariantCulture));
            if (reader.GetString(2) == "missing") notices.Add("month_missing", ("force", force), ("month", month));
            else notices.Add("month_looks_incomplete", ("force", force), ("month", month), ("rows", reader.GetInt32(3)), ("usual", Math.Round(reader.GetDouble(4))));
        }
    }

    private sealed class Edition(int number, Guid id, DateOnly month, string force, string fileName)
    {
        public int Number => number;
        public Guid Id => id;
        public DateOnly Month => month;
        public string Force => force;
        public string FileName => fileName;
        public string Name { get; } = string.Create(CultureInfo.InvariantCulture, $"{month:yyyy-MM} {force}");
        public ImportEdition? Replaces { get; set; }
        public int Read { get; set; }
        public int Rejected { get; set; }
        public int? FirstRejected { get; set; }
        public int Located { get; set; }
        public int Unlocated { get; set; }
        public int WithoutId { get; set; }
        public int ReusedIds { get; set; }
        public int ExactDuplicates { get; set; }
        public int Added { get; set; }
        public int Removed { get; set; }
        public int Changed { get; set; }

        public ImportEdition ToRow(ImportRun run) => new()
        {
            PartnershipId = run.PartnershipId,
            Id = Id,
            ImportId = run.Id,
            Edition = Name,
            Month = Month,
            Force = Force,
            FileName = FileName,
            RowsRead = Read,
            Located = Located,
            Unlocated = Unlocated,
            Rejected = Rejected,
            WithoutId = WithoutId,
            ReusedIds = ReusedIds,
            ExactDuplicates = ExactDuplicates,
            Added = Added,
            Removed = Removed,
            Changed = Changed,
        };
    }
}
