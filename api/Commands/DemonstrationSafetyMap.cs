using System.Text.Json;
using NetTopologySuite.Geometries;
using SpacesPlaces.Api.Assessments;
using SpacesPlaces.Api.Assessments.Instruments;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Assessments;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Commands;

/// <summary>
/// What eleven invented young people coloured before the demonstration's plan: by day mostly green; after dark the side away from the gate is
/// red, and some squares have too few voices to be shown.
/// </summary>
internal static class DemonstrationSafetyMap
{
    private const int Voices = 11, SideMetres = 50;

    public static IEnumerable<object> Of(Assessment assessment, Geometry shape, Func<string, Guid> idOf, Guid by, DateOnly today)
    {
        if (SafetyGrid.Over(shape, SideMetres) is not { } grid) yield break;
        var collection = new Collection
        {
            PartnershipId = assessment.PartnershipId,
            Id = idOf("safety map"),
            AssessmentId = assessment.Id,
            Instrument = Instrument.SafetyMap,
            Wording = SafetyReasons.Version,
            OpensOn = today.AddDays(-84),
            ClosesOn = today.AddDays(-70),
            ClosedOn = today.AddDays(-70),
            // Nobody ever had its link.
            TokenSha256 = Collections.Digest(Collections.MakeSecret()),
            NamesPlace = true,
            Detail = JsonSerializer.Serialize(new SafetyMapGrid(grid.SideMetres, grid.Columns, grid.Rows, grid.Cells, grid.Outline, []), WireJson.Options),
            Agency = assessment.Agency,
            OpenedBy = by,
            OpenedAt = assessment.OpenedAt,
        };
        yield return collection;
        for (var voice = 0; voice < Voices; voice++)
        {
            yield return new CollectionAnswer
            {
                PartnershipId = assessment.PartnershipId,
                Id = idOf($"safety map {voice}"),
                CollectionId = collection.Id,
                Detail = JsonSerializer.Serialize(
                    new KeptMap(OwnMaps.Digest(OwnMaps.CodeOf(Collections.MakeSecret())), Coloured(grid, voice, ObservationTime.Day), Coloured(grid, voice, ObservationTime.Night)), WireJson.Options),
            };
        }
    }

    // Each voice leaves other squares out; the last column hears four voices at most.
    private static List<SafetyCell> Coloured(SafetyGrid grid, int voice, ObservationTime time)
    {
        List<SafetyCell> cells = [];
        foreach (var (at, cell) in grid.Cells.Index())
        {
            var west = cell[0] - 'A';
            if ((voice + at) % 4 == 0 || (west == grid.Columns - 1 && voice >= 4)) continue;
            var (dark, near) = (time == ObservationTime.Night, west < grid.Columns / 2);
            cells.Add((dark, near, voice % 5) switch
            {
                (false, true, _) => new(cell, SafetyColour.Green, ["people_i_know", "open_view"], SafePlace: at == 0, TrustedAdult: voice % 2 == 0),
                (false, false, 0) => new(cell, SafetyColour.Amber, ["hidden"]),
                (false, false, _) => new(cell, SafetyColour.Green, ["things_to_do"]),
                (true, true, < 3) => new(cell, SafetyColour.Amber, ["dark"], TrustedAdult: at == 0),
                (true, true, _) => new(cell, SafetyColour.Green, ["people_i_know"]),
                (true, false, 4) => new(cell, SafetyColour.Amber, ["dark"]),
                (true, false, _) => new(cell, SafetyColour.Red, ["dark", "adults_uneasy", "nobody_about"]),
            });
        }

        return cells;
    }
}
