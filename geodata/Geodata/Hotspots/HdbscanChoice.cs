namespace SpacesPlaces.Geodata.Hotspots;

/// <summary>Chooses clusters from the condensed tree and gives every event its label and strength.</summary>
internal static class HdbscanChoice
{
    public static HdbscanResult Choose(
        HdbscanSpots spots, double[] coreSquared, HdbscanCondensed tree, HdbscanParameters parameters)
    {
        var branches = tree.Branches;
        var stabilities = parameters.Selection == HdbscanSelection.ExcessOfMass
            ? StabilitiesToLastLinks(spots, tree)
            : StabilitiesOfMembers(branches);
        var isChosen = parameters.Selection == HdbscanSelection.Leaf ? Leaves(branches) : ExcessOfMass(branches, stabilities);
        if (parameters.DistanceCapMetres > 0) Cap(branches, isChosen, parameters.DistanceCapMetres * parameters.DistanceCapMetres);

        // Parents come first, so one pass hands the highest chosen cluster down; 0, all events, is never chosen.
        var chosen = new int[branches.Length];
        for (var branch = 1; branch < chosen.Length; branch++)
        {
            var above = chosen[branches[branch].Parent];
            chosen[branch] = above != 0 ? above : isChosen[branch] ? branch : 0;
        }

        var (number, clusters) = Number(spots, tree, chosen, stabilities);
        var labels = new int[spots.Rows.Length];
        double[] strengths = new double[labels.Length], cores = new double[labels.Length];
        for (var spot = 0; spot < spots.Count; spot++)
        {
            var branch = chosen[tree.BranchOf[spot]];
            var strength = branch == 0 ? 0 : Math.Min(1, Math.Sqrt(branches[branch].EndsSquared / tree.LeavesSquared[spot]));
            var core = Math.Sqrt(coreSquared[spot]);
            for (var i = spots.Start[spot]; i < spots.Start[spot + 1]; i++)
            {
                var row = spots.Rows[i];
                (labels[row], strengths[row], cores[row]) = (number[branch], strength, core);
            }
        }

        return new HdbscanResult(labels, strengths, cores, clusters, TooFewToTell: false, parameters);
    }

    private static bool[] Leaves(ReadOnlySpan<HdbscanBranch> branches)
    {
        var isChosen = new bool[branches.Length];
        for (var branch = 1; branch < branches.Length; branch++) isChosen[branch] = !branches[branch].HasParts;
        return isChosen;
    }

    private static double[] StabilitiesOfMembers(ReadOnlySpan<HdbscanBranch> branches)
    {
        var stabilities = new double[branches.Length];
        for (var branch = 1; branch < branches.Length; branch++) stabilities[branch] = branches[branch].Stability;
        return stabilities;
    }

    private static double[] StabilitiesToLastLinks(HdbscanSpots spots, HdbscanCondensed tree)
    {
        var branches = tree.Branches;
        var stabilities = new double[branches.Length];
        for (var branch = 1; branch < branches.Length; branch++)
        {
            ref var it = ref branches[branch];
            stabilities[branch] = it.EventsInParts * (1 / Math.Sqrt(it.EndsSquared) - 1 / Math.Sqrt(it.BornSquared));
        }

        for (var spot = 0; spot < spots.Count; spot++)
        {
            ref var it = ref branches[tree.BranchOf[spot]];
            var until = it.HasParts ? Math.Max(it.EndsSquared, tree.LastLinkSquared[spot]) : tree.LastLinkSquared[spot];
            stabilities[tree.BranchOf[spot]] += spots.WeightOf(spot) * (1 / Math.Sqrt(until) - 1 / Math.Sqrt(it.BornSquared));
        }

        return stabilities;
    }

    private static bool[] ExcessOfMass(ReadOnlySpan<HdbscanBranch> branches, double[] stabilities)
    {
        var isChosen = new bool[branches.Length];
        var parts = new List<double>[branches.Length]; // best stability of each part
        for (var branch = branches.Length - 1; branch >= 1; branch--)
        {
            // Three or more numbers add up to different last digits in different orders: the smallest first, always.
            parts[branch]?.Sort();
            var ofParts = parts[branch]?.Sum() ?? 0;
            isChosen[branch] = !branches[branch].HasParts || stabilities[branch] >= ofParts;
            (parts[branches[branch].Parent] ??= []).Add(isChosen[branch] ? stabilities[branch] : ofParts);
        }

        return isChosen;
    }

    /// <summary>In place of a cluster born at the cap or below, chooses the nearest one above it that is born over the cap.</summary>
    private static void Cap(ReadOnlySpan<HdbscanBranch> branches, bool[] isChosen, double capSquared)
    {
        for (var branch = branches.Length - 1; branch >= 1; branch--)
        {
            var parent = branches[branch].Parent;
            if (!isChosen[branch] || branches[branch].BornSquared > capSquared || parent == 0) continue;
            (isChosen[branch], isChosen[parent]) = (false, true);
        }
    }

    /// <summary>Numbers the chosen clusters from west to east; number 0 is noise.</summary>
    private static (int[] Number, HdbscanCluster[] Clusters) Number(
        HdbscanSpots spots, HdbscanCondensed tree, int[] chosen, double[] stabilities)
    {
        var first = new int[chosen.Length]; // westernmost spot
        var events = new int[chosen.Length];
        Array.Fill(first, -1);
        for (var spot = 0; spot < spots.Count; spot++)
        {
            var branch = chosen[tree.BranchOf[spot]];
            events[branch] += spots.WeightOf(spot);
            if (first[branch] < 0 || IsBefore(spot, first[branch])) first[branch] = spot;
        }

        int[] inOrder = [.. Enumerable.Range(1, chosen.Length - 1).Where(branch => chosen[branch] == branch)];
        Array.Sort(inOrder, (a, b) => a == b ? 0 : IsBefore(first[a], first[b]) ? -1 : 1);
        var number = new int[chosen.Length];
        var clusters = new HdbscanCluster[inOrder.Length];
        for (var i = 0; i < inOrder.Length; i++)
        {
            var branch = inOrder[i];
            number[branch] = i + 1;
            var it = tree.Branches[branch];
            clusters[i] = new HdbscanCluster(events[branch], Math.Sqrt(it.BornSquared), Math.Sqrt(it.EndsSquared), stabilities[branch]);
        }

        return (number, clusters);

        bool IsBefore(int a, int b) => spots.X[a] != spots.X[b] ? spots.X[a] < spots.X[b] : spots.Y[a] < spots.Y[b];
    }
}
