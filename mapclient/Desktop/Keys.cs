using Avalonia.Controls;
using Avalonia.Input;
using Avalonia.VisualTree;

namespace SpacesPlaces.MapClient.Desktop;

/// <summary>Keys as Core writes them, and as Avalonia hears them.</summary>
internal static class Keys
{
    /// <summary>True when what was pressed is a shortcut: <c>Ctrl+Shift+L</c>, <c>Ctrl+Plus</c>, <c>F6</c>.</summary>
    public static bool Match(KeyEventArgs pressed, string keys)
    {
        var parts = keys.Split('+');
        var wanted = KeyModifiers.None;
        foreach (var part in parts[..^1]) wanted |= part switch { "Ctrl" => KeyModifiers.Control, "Shift" => KeyModifiers.Shift, _ => KeyModifiers.Alt };
        var isKey = parts[^1] switch
        {
            "Plus" => pressed.Key is Key.OemPlus or Key.Add,
            "Minus" => pressed.Key is Key.OemMinus or Key.Subtract,
            "0" => pressed.Key is Key.D0 or Key.NumPad0,
            var name => Enum.TryParse<Key>(name, out var key) && pressed.Key == key,
        };
        // On the Mac the command key does what Control does elsewhere.
        var held = OperatingSystem.IsMacOS() && pressed.KeyModifiers.HasFlag(KeyModifiers.Meta) ? (pressed.KeyModifiers & ~KeyModifiers.Meta) | KeyModifiers.Control : pressed.KeyModifiers;
        return isKey && held == wanted;
    }

    /// <summary>What the cursor goes to first in a part of the window.</summary>
    public static InputElement? FirstIn(Control pane) =>
        pane.GetVisualDescendants().OfType<InputElement>().FirstOrDefault(each => each is { Focusable: true, IsEffectivelyEnabled: true, IsEffectivelyVisible: true, IsTabStop: true });
}
