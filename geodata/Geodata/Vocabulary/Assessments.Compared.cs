namespace SpacesPlaces.Geodata.Vocabulary;

/// <summary>An area by which a plan is judged.</summary>
public enum ComparedArea
{
    /// <summary>Where the plan was carried out.</summary>
    Target,
    /// <summary>What lies around it, where harm may have moved to.</summary>
    Buffer,
    /// <summary>A like area where nothing was done.</summary>
    Control,
    /// <summary>An area like what lies around.</summary>
    BufferControl,
}
