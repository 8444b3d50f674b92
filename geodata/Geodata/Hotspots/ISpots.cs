namespace SpacesPlaces.Geodata.Hotspots;

/// <summary>
/// The places of DBSCAN's sites, in the form that suits the coordinates: <see cref="MetreSpots"/> or <see cref="PlaneSpots"/>.
/// Numbers of sites are those of <see cref="DbscanSites"/>; sites asked about together lie at most two cells apart.
/// </summary>
internal interface ISpots
{
    /// <summary>Sites compared at once, at most 16; so many must be readable from any site on.</summary>
    static abstract int Lanes { get; }

    /// <summary>A bit for each of the sites from lo to hi, the first <see cref="Lanes"/> at most, that is within eps of a site.</summary>
    uint Within(int lo, int hi, int at);

    /// <summary>As <see cref="Within(int, int, int)"/> for another distance, not above eps.</summary>
    uint Within(int lo, int hi, int at, double squared);

    /// <summary>Metres east and north of a point that is the same for all sites near <paramref name="near"/>.</summary>
    (double X, double Y) Place(int site, int near);

    /// <summary>Metres east and north of one point for all sites.</summary>
    /// <param name="site">The site.</param>
    /// <param name="cellKey">Its cell, by <see cref="Neighbourhood.KeyOf"/>.</param>
    (double X, double Y) Position(int site, long cellKey);

    bool IsSameSpot(int a, int b);

    bool AreOneSpot(int first, int end);

    void Swap(int a, int b);

    void Copy(int from, int to);

    /// <summary>Sorts sites of one cell by easting, then northing, then row; the rows follow.</summary>
    void Sort(int first, int end, Span<int> rows);
}
