namespace SpacesPlaces.MapClient.Map;

/// <summary>Everything that can be done from the keyboard. Each has a key, words, and a place in the menus.</summary>
public enum MapCommand
{
    /// <summary>To the next pane: layers, map, list, details.</summary>
    NextPane,
    /// <summary>Zooms in.</summary>
    ZoomIn,
    /// <summary>Zooms out.</summary>
    ZoomOut,
    /// <summary>Shows the whole area.</summary>
    WholeArea,
    /// <summary>Moves the map up.</summary>
    MoveUp,
    /// <summary>Moves the map down.</summary>
    MoveDown,
    /// <summary>Moves the map left.</summary>
    MoveLeft,
    /// <summary>Moves the map right.</summary>
    MoveRight,
    /// <summary>Picks what lies in the middle of the map.</summary>
    PickMiddle,
    /// <summary>A time step back.</summary>
    TimeBack,
    /// <summary>A time step forwards.</summary>
    TimeForward,
    /// <summary>Plays the time, or stops it.</summary>
    PlayTime,
    /// <summary>Begins to draw an area.</summary>
    DrawArea,
    /// <summary>Logs an incident in the middle of the map.</summary>
    LogIncident,
    /// <summary>Prints.</summary>
    Print,
    /// <summary>Saves what is on screen as a picture, marked as paper is.</summary>
    SavePicture,
    /// <summary>Begins or ends the presentation.</summary>
    Present,
    /// <summary>Speaks the other language.</summary>
    OtherLanguage,
    /// <summary>Reads everything anew.</summary>
    Refresh,
    /// <summary>Shows this list.</summary>
    Help,
}

/// <summary>Which keys do what. The head binds them, and the help lists them.</summary>
/// <param name="Command">What is done.</param>
/// <param name="Keys">The keys as they are written: <c>Ctrl+P</c>.</param>
/// <param name="OnlyOnMap">True for keys that mean something else in a field or list.</param>
public sealed record Shortcut(MapCommand Command, string Keys, bool OnlyOnMap = false)
{
    /// <summary>All shortcuts, in the order in which the help lists them.</summary>
    public static IReadOnlyList<Shortcut> All { get; } =
    [
        new(MapCommand.NextPane, "F6"),
        new(MapCommand.ZoomIn, "Ctrl+Plus"), new(MapCommand.ZoomOut, "Ctrl+Minus"), new(MapCommand.WholeArea, "Ctrl+0"),
        new(MapCommand.MoveUp, "Up", true), new(MapCommand.MoveDown, "Down", true), new(MapCommand.MoveLeft, "Left", true), new(MapCommand.MoveRight, "Right", true),
        new(MapCommand.PickMiddle, "Enter", true),
        new(MapCommand.TimeBack, "Alt+Left"), new(MapCommand.TimeForward, "Alt+Right"), new(MapCommand.PlayTime, "F8"),
        new(MapCommand.DrawArea, "Ctrl+D"), new(MapCommand.LogIncident, "Ctrl+L"), new(MapCommand.Print, "Ctrl+P"), new(MapCommand.SavePicture, "Ctrl+Shift+P"), new(MapCommand.Present, "F9"),
        new(MapCommand.OtherLanguage, "Ctrl+Shift+L"), new(MapCommand.Refresh, "F5"), new(MapCommand.Help, "F1"),
    ];

    /// <summary>Key of the words that say what it does.</summary>
    public string TextKey => $"map_command.{Geodata.Vocabulary.WireName.Of(Command)}";
}
