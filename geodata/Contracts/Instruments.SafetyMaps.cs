using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Contracts;

/// <summary>A public name on the ground of a safety map, in squares from the north-west corner.</summary>
/// <param name="NameEn">English name.</param>
/// <param name="NameCy">Welsh name.</param>
/// <param name="X">To the east.</param>
/// <param name="Y">To the south.</param>
public sealed record SafetyMapLabel(string? NameEn, string? NameCy, double X, double Y);

/// <summary>The ground of a safety map: squares over the shape of a space, without where on earth it lies. The same through all rounds.</summary>
/// <param name="SideMetres">Side of a square in metres.</param>
/// <param name="Columns">Columns, from west; the first is A.</param>
/// <param name="Rows">Rows, from north; the first is 1.</param>
/// <param name="Cells">Names of the squares that can be coloured, row by row.</param>
/// <param name="Outline">Rings of the space, each corner as x and y in squares from the north-west corner.</param>
/// <param name="Labels">A few public names; none where those who answer are not told the place.</param>
public sealed record SafetyMapGrid(
    int SideMetres, int Columns, int Rows, IReadOnlyList<string> Cells, IReadOnlyList<IReadOnlyList<IReadOnlyList<double>>> Outline,
    IReadOnlyList<SafetyMapLabel> Labels);

/// <summary>What somebody who colours a map is given.</summary>
/// <param name="Grid">The ground.</param>
/// <param name="Reasons">Keys of the reasons that may be given.</param>
public sealed record SafetyMapForm(SafetyMapGrid Grid, IReadOnlyList<string> Reasons);

/// <summary>What one person says of one square.</summary>
/// <param name="Cell">Name of the square.</param>
/// <param name="Colour">How safe it is.</param>
/// <param name="Reasons">Keys of reasons.</param>
/// <param name="SafePlace">True where they would go to be safe.</param>
/// <param name="TrustedAdult">True where an adult is whom they trust.</param>
public sealed record SafetyCell(
    string Cell, SafetyColour Colour, IReadOnlyList<string>? Reasons = null, bool SafePlace = false, bool TrustedAdult = false);

/// <summary>One person's map; by day, after dark, or both.</summary>
/// <param name="Day">Squares by day; what is left out was not coloured.</param>
/// <param name="Night">Squares after dark.</param>
public sealed record SafetyMapAnswer(IReadOnlyList<SafetyCell>? Day = null, IReadOnlyList<SafetyCell>? Night = null);

/// <summary>The code of one's own map, which was shown once.</summary>
/// <param name="Code">Three groups of four letters and digits; hyphens, spaces and capitals do not matter.</param>
public sealed record OwnMapCode(string Code);

/// <summary>One square as many voices see it together.</summary>
/// <param name="Cell">Name of the square.</param>
/// <param name="Colour">The colour that most chose; amber where two are even.</param>
/// <param name="Voices">How many coloured it.</param>
/// <param name="Red">Voices for red; null unless each colour has enough.</param>
/// <param name="Amber">Voices for amber.</param>
/// <param name="Green">Voices for green.</param>
/// <param name="Reasons">Reasons that enough voices gave.</param>
/// <param name="SafePlace">True when enough call it a safe place.</param>
/// <param name="TrustedAdult">True when enough know an adult there whom they trust.</param>
public sealed record MergedSafetyCell(
    string Cell, SafetyColour Colour, int Voices, int? Red, int? Amber, int? Green, IReadOnlyList<string> Reasons, bool SafePlace, bool TrustedAdult);

/// <summary>The maps of one round as one; nobody's own can be seen.</summary>
/// <param name="Round">0 before the plan, otherwise the number of the review.</param>
/// <param name="Time">By day or after dark: the two never become one.</param>
/// <param name="ClosedOn">The last day on which maps were taken.</param>
/// <param name="Maps">How many maps the round has; null for too few to tell.</param>
/// <param name="Cells">Squares with enough voices, in the order of the grid; of all others there are too few to show.</param>
public sealed record MergedSafetyMap(int Round, ObservationTime Time, DateOnly ClosedOn, int? Maps, IReadOnlyList<MergedSafetyCell> Cells);

/// <summary>What a square's voices of two rounds say.</summary>
/// <param name="Cell">Name of the square.</param>
/// <param name="Change">What it may say.</param>
public sealed record SafetyCellChange(string Cell, SafetyChange Change);

/// <summary>A review compared with before the plan, in squares where both have enough voices.</summary>
/// <param name="Round">Number of the review.</param>
/// <param name="Time">By day or after dark.</param>
/// <param name="Cells">Squares, in the order of the grid.</param>
public sealed record SafetyMapComparison(int Round, ObservationTime Time, IReadOnlyList<SafetyCellChange> Cells);

/// <summary>Young people's safety maps of an assessment, of rounds that are closed.</summary>
/// <param name="Grid">The ground; null while no map was handed out.</param>
/// <param name="Least">Fewest voices that are shown.</param>
/// <param name="Maps">Merged maps, by round and time.</param>
/// <param name="Changes">Each review compared with before the plan.</param>
public sealed record SafetyMapFile(
    SafetyMapGrid? Grid, int Least, IReadOnlyList<MergedSafetyMap> Maps, IReadOnlyList<SafetyMapComparison> Changes);
