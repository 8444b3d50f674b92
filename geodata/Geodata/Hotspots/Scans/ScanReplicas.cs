using System.Numerics;
using SpacesPlaces.Geodata.Statistics;

namespace SpacesPlaces.Geodata.Hotspots.Scans;

/// <summary>Makes cases anew under chance; each replica from a stream of its own.</summary>
internal sealed class ScanReplicas
{
    private readonly ScanPlaces _places;

    // Space-time permutation: the place and the period of each case.
    private readonly int[] _placeOfCase = [];
    private readonly int[] _periodOfCase = [];

    // Poisson: a case falls on a cell with its own chance, else on the cell's other (Walker's alias method).
    private readonly double[] _ownChance = [];
    private readonly int[] _other = [];

    public ScanReplicas(ScanModel model, ScanPlaces places)
    {
        _places = places;
        if (model == ScanModel.SpaceTimePermutation)
        {
            _placeOfCase = [.. places.Cases.SelectMany((cases, cell) => Enumerable.Repeat(cell / places.Periods, cases))];
            _periodOfCase = [.. places.Cases.SelectMany((cases, cell) => Enumerable.Repeat(cell % places.Periods, cases)).Order()];
        }
        else
        {
            (_ownChance, _other) = Alias(places.Expected, places.CaseCount);
        }
    }

    /// <summary>
    /// Makes one replica and writes it as one column of a block: by place, in each by period the cases up to that period.
    /// </summary>
    public void Make<T>(ulong seed, ulong replica, T[] counts, int column, int block)
        where T : unmanaged, IBinaryInteger<T>
    {
        var random = new SeededRandom(seed, replica);
        var cells = new int[_places.Cases.Length];
        if (_ownChance.Length == 0)
        {
            int[] periods = [.. _periodOfCase];
            random.Shuffle(periods.AsSpan());
            for (var i = 0; i < periods.Length; i++) cells[_placeOfCase[i] * _places.Periods + periods[i]]++;
        }
        else
        {
            for (var i = 0; i < _places.CaseCount; i++)
            {
                var cell = random.Below(cells.Length);
                cells[random.Unit() < _ownChance[cell] ? cell : _other[cell]]++;
            }
        }

        for (var cell = 0; cell < cells.Length; cell++)
        {
            if (cell % _places.Periods != 0) cells[cell] += cells[cell - 1];
            counts[cell * block + column] = T.CreateTruncating(cells[cell]);
        }
    }

    /// <remarks>Source: Vose (IEEE TSE 17, 1991).</remarks>
    private static (double[] OwnChance, int[] Other) Alias(double[] weights, double total)
    {
        var chance = new double[weights.Length];
        var other = new int[weights.Length];
        Stack<int> small = [], large = [];
        for (var cell = 0; cell < weights.Length; cell++)
        {
            chance[cell] = weights[cell] / total * weights.Length;
            other[cell] = cell;
            (chance[cell] < 1 ? small : large).Push(cell);
        }

        while (small.Count > 0 && large.Count > 0)
        {
            int low = small.Pop(), high = large.Pop();
            other[low] = high;
            chance[high] -= 1 - chance[low];
            (chance[high] < 1 ? small : large).Push(high);
        }

        // What is left is 1 but for rounding. A cell where nothing is expected is never left: it is far below 1.
        foreach (var cell in small.Concat(large)) chance[cell] = 1;
        return (chance, other);
    }
}
