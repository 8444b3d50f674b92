using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Assessments;

namespace SpacesPlaces.Api.Assessments.Instruments;

/// <summary>Rules of input for one person's map: pure, so that the same body is judged the same everywhere.</summary>
internal static class SafetyMapChecks
{
    /// <summary>What is wrong with a map.</summary>
    /// <param name="map">The map, as it was sent.</param>
    /// <param name="grid">The ground that it lies on.</param>
    public static IEnumerable<Refusal> Check(SafetyMapAnswer? map, SafetyMapGrid grid)
    {
        if (map is null || (map.Day ?? []).Count + (map.Night ?? []).Count == 0) return [new(ProblemCodes.FieldMissing, "map")];
        var cells = grid.Cells.ToHashSet(StringComparer.Ordinal);
        return [.. Cells(map.Day ?? [], "map.day", cells), .. Cells(map.Night ?? [], "map.night", cells)];
    }

    private static IEnumerable<Refusal> Cells(IReadOnlyList<SafetyCell> coloured, string field, HashSet<string> cells)
    {
        HashSet<string> seen = [];
        for (var at = 0; at < coloured.Count; at++)
        {
            if (coloured[at] is not { Cell: { } name } cell)
            {
                yield return new(ProblemCodes.FieldMissing, $"{field}[{at}]");
                continue;
            }

            if (!cells.Contains(name) || !seen.Add(name)) yield return new(ProblemCodes.FieldNotAllowedHere, $"{field}[{at}].cell");
            var reasons = cell.Reasons ?? [];
            if (reasons.Any(reason => !SafetyReasons.All.Contains(reason))) yield return new(ProblemCodes.WordUnknown, $"{field}[{at}].reasons");
            else if (reasons.Distinct().Count() != reasons.Count) yield return new(ProblemCodes.FieldNotAllowedHere, $"{field}[{at}].reasons");
        }
    }
}
