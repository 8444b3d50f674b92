using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Assessments;
using SpacesPlaces.Geodata.Language;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Assessments.Instruments;

/// <summary>One person's map as it is kept: by day and after dark, and the digest of the code that takes it away.</summary>
/// <param name="Code">Digest of the code, in hexadecimal; null for a map whose paper carried none.</param>
/// <param name="Day">Squares by day.</param>
/// <param name="Night">Squares after dark.</param>
internal sealed record KeptMap(string? Code, IReadOnlyList<SafetyCell> Day, IReadOnlyList<SafetyCell> Night)
{
    public IReadOnlyList<SafetyCell> At(ObservationTime time) => time == ObservationTime.Day ? Day : Night;
}

/// <summary>
/// Young people's safety maps. The ground is fixed when the first is handed out and stays for all rounds; whoever colours it is told the shape
/// of the space, and not where it lies. Nothing can be written in words.
/// </summary>
internal sealed class SafetyMapInstrument : AnonymousInstrument
{
    private const int MostLabels = 8;

    public override IReadOnlyList<Instrument> Instruments { get; } = [Instrument.SafetyMap];

    public override int Wording(Instrument instrument) => SafetyReasons.Version;

    public override async Task<(string? Fixed, Refusal? Refusal)> FixAsync(NewCollection asked, Assessed found, SpacesContext context, CancellationToken cancel)
    {
        var earlier = await context.Collections.AsNoTracking()
            .Where(c => c.PartnershipId == found.Assessment.PartnershipId && c.AssessmentId == found.Assessment.Id && c.Instrument == Instrument.SafetyMap && c.Detail != null)
            .OrderBy(c => c.Round).Select(c => c.Detail).FirstOrDefaultAsync(cancel);
        if (earlier is not null)
        {
            return asked.CellMetres is { } other && other != GridOf(earlier).SideMetres ? (null, new(ProblemCodes.FieldNotAllowedHere, "cellMetres")) : (earlier, null);
        }

        if (found.Space.Shape is not { } shape) return (null, new(ProblemCodes.SpaceWithoutArea));
        IEnumerable<int> sides = asked.CellMetres is { } side ? [side] : SafetyGrid.Sides;
        var grid = sides.Select(one => SafetyGrid.Over(shape, one)).FirstOrDefault(one => one is not null);
        if (grid is null) return (null, Refusal.Of(ProblemCodes.SafetyMapTooLarge, "cellMetres", ("max", SafetyGrid.MostCells)));
        var near = await context.Places.AsNoTracking()
            .Where(p => p.PartnershipId == found.Assessment.PartnershipId && !p.Gone && p.Point.IsWithinDistance(shape, 0)).OrderBy(p => p.NameEn).ThenBy(p => p.Id)
            .Select(p => new { p.NameEn, p.NameCy, p.Point }).Take(MostLabels).ToListAsync(cancel);
        return (JsonSerializer.Serialize(
            new SafetyMapGrid(
                grid.SideMetres, grid.Columns, grid.Rows, grid.Cells, grid.Outline,
                [.. near.Select(p => new SafetyMapLabel(
                    p.NameEn, p.NameCy, Math.Round((p.Point.X - grid.West) / grid.SideMetres, 1), Math.Round((grid.North - p.Point.Y) / grid.SideMetres, 1)))]),
            WireJson.Options), null);
    }

    public override TakePartForm Ask(Collection collection, TakePartForm form)
    {
        var grid = GridOf(collection.Detail!);
        return form with { Map = new(collection.NamesPlace ? grid : grid with { Labels = [] }, SafetyReasons.All) };
    }

    public override Task<(string? Kept, IReadOnlyList<Refusal> Refusals)> ReadAsync(
        Collection collection, GivenAnswers given, Tongue tongue, CancellationToken cancel)
    {
        List<Refusal> wrong = [.. SafetyMapChecks.Check(given.Map, GridOf(collection.Detail!))];
        if (given.Survey is not null) wrong.Add(new(ProblemCodes.FieldNotAllowedHere, "survey"));
        var code = given.Code is null ? null : OwnMaps.Digest(given.Code);
        return Task.FromResult<(string?, IReadOnlyList<Refusal>)>(wrong.Count > 0 ? (null, wrong)
            : (JsonSerializer.Serialize(new KeptMap(code, given.Map!.Day ?? [], given.Map.Night ?? []), WireJson.Options), []));
    }

    public override string CodeOf(string ballot) => OwnMaps.CodeOf(ballot);

    public override bool GivesCodes => true;

    /// <summary>The ground that a collection keeps.</summary>
    public static SafetyMapGrid GridOf(string detail) => JsonSerializer.Deserialize<SafetyMapGrid>(detail, WireJson.Options)!;
}
