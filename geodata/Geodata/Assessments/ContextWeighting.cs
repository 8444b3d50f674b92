using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Geodata.Assessments;

/// <summary>What people said about one context, side by side.</summary>
/// <param name="Context">The context.</param>
/// <param name="Ratings">How many people rated it, 2 or more.</param>
/// <param name="Median">Median of their ratings, 0 to 5; halves where an even number rated.</param>
/// <param name="Range">Highest less lowest, 0 to 5.</param>
/// <param name="Discuss">True when they are so far apart that the panel talks about it.</param>
public sealed record WeighedContext(ContextLevel Context, int Ratings, double Median, int Range, bool Discuss);

/// <summary>
/// Which context must change first for safety to rise: each person rates the influence of each context privately, and afterwards medians and
/// ranges stand side by side. There is no total, and contexts stand in their own order: the panel decides, not a sum.
/// </summary>
/// <remarks>
/// Source: the domain reference, sections 2 and 9. The scale of 0 to 5 is this project's own. Poor with few people: two ratings make a median
/// that nobody may have given.
/// </remarks>
public static class ContextWeighting
{
    /// <summary>Highest rating.</summary>
    public const int Highest = 5;

    /// <summary>Fewest people whose ratings are shown side by side.</summary>
    public const int FewestRaters = 2;

    /// <summary>Range from which on people are asked to discuss.</summary>
    public const int DiscussRange = 3;

    /// <summary>The contexts that are weighed, in their order: all around the child, never the child.</summary>
    public static IReadOnlyList<ContextLevel> Contexts { get; } =
        [ContextLevel.Home, ContextLevel.Peer, ContextLevel.School, ContextLevel.Neighbourhood, ContextLevel.Online, ContextLevel.Society];

    /// <summary>Medians and ranges of the contexts that at least two people rated, in the order of the contexts.</summary>
    /// <param name="ratings">One person's rating of one context each, 0 to 5; nobody rates a context twice.</param>
    /// <returns>Empty when fewer than two people rated.</returns>
    /// <exception cref="ArgumentException">A context that is not weighed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A rating below 0 or above 5.</exception>
    public static IReadOnlyList<WeighedContext> Weigh(IReadOnlyCollection<(ContextLevel Context, int Influence)> ratings)
    {
        ArgumentNullException.ThrowIfNull(ratings);
        foreach (var (context, influence) in ratings)
        {
            if (!Contexts.Contains(context)) throw new ArgumentException($"{context} is not weighed.", nameof(ratings));
            if (influence is < 0 or > Highest) throw new ArgumentOutOfRangeException(nameof(ratings), influence, $"A rating is from 0 to {Highest}.");
        }

        return
        [
            .. from context in Contexts
               let given = ratings.Where(one => one.Context == context).Select(one => one.Influence).Order().ToArray()
               where given.Length >= FewestRaters
               let range = given[^1] - given[0]
               select new WeighedContext(context, given.Length, (given[(given.Length - 1) / 2] + given[given.Length / 2]) / 2.0, range, range >= DiscussRange),
        ];
    }
}
