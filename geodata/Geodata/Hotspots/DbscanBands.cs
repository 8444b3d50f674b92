namespace SpacesPlaces.Geodata.Hotspots;

/// <summary>
/// Work cut into bands that several threads take one after another. A band writes what is its own only, so that what comes out
/// does not depend on the number of bands, or on which thread was first. With one thread there is one band, and no other thread.
/// </summary>
internal sealed class DbscanBands
{
    /// <summary>With fewer events than this for each thread, waking it costs more than it saves.</summary>
    private const int LeastEventsPerThread = 50_000;

    // Bands differ in work, so a thread that is done early finds another.
    private const int BandsPerThread = 8;

    private readonly ParallelOptions _options;

    private DbscanBands(int threads) => _options = new ParallelOptions { MaxDegreeOfParallelism = threads };

    public int Threads => _options.MaxDegreeOfParallelism;

    /// <param name="threads">As stated; null for what serves so many events on this machine.</param>
    /// <param name="events">How many events the run is over.</param>
    public static DbscanBands For(int? threads, int events) =>
        new(threads ?? Math.Clamp(events / LeastEventsPerThread, 1, Environment.ProcessorCount));

    /// <summary>Cuts so many items into bands of about equal size.</summary>
    /// <returns>The first item of each band, then the number of items.</returns>
    public int[] Cut(int items)
    {
        var bands = Threads == 1 ? 1 : Math.Clamp(items, 1, Threads * BandsPerThread);
        return [.. Enumerable.Range(0, bands + 1).Select(band => (int)((long)items * band / bands))];
    }

    /// <summary>
    /// Cuts cells between rows of the grid, into bands at least as high as the reach of a cell: what a band's cells reach
    /// is then in that band and the two beside it.
    /// </summary>
    /// <param name="keys">Cells by <see cref="Neighbourhood.KeyOf"/>, ascending.</param>
    /// <returns>The first cell of each band, then the number of cells.</returns>
    public int[] CutBetweenRows(ReadOnlySpan<long> keys)
    {
        List<int> cuts = [0];
        foreach (var place in Cut(keys.Length)[1..^1])
        {
            var cut = Neighbourhood.FirstAtOrAfter(keys, keys[place] >> 32 << 32);
            if ((keys[cut] >> 32) - (keys[cuts[^1]] >> 32) >= Neighbourhood.OwnRow) cuts.Add(cut);
        }

        return [.. cuts, keys.Length];
    }

    /// <summary>Does the work of each band.</summary>
    /// <param name="cuts">As <see cref="Cut"/> gives them; bands may be empty.</param>
    /// <param name="work">Told the number of the band, its first item and one after its last.</param>
    public void Each(int[] cuts, Action<int, int, int> work) => Each(cuts, first: 0, step: 1, work);

    /// <summary>
    /// As <see cref="Each(int[], Action{int, int, int})"/>, but never two neighbours at once: a band may change its cells while
    /// those in reach of them only look.
    /// </summary>
    public void EachApart(int[] cuts, Action<int, int, int> work)
    {
        Each(cuts, first: 0, step: 2, work);
        Each(cuts, first: 1, step: 2, work);
    }

    private void Each(int[] cuts, int first, int step, Action<int, int, int> work)
    {
        var bands = (cuts.Length - 1 - first + step - 1) / step;
        if (Threads == 1 || bands < 2)
        {
            for (var i = 0; i < bands; i++) Do(i);
            return;
        }

        Parallel.For(0, bands, _options, Do);

        void Do(int i)
        {
            var band = first + step * i;
            work(band, cuts[band], cuts[band + 1]);
        }
    }
}
