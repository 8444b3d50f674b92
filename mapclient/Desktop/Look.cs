using Avalonia;
using Avalonia.Automation;
using Avalonia.Controls;
using Avalonia.Controls.Presenters;
using Avalonia.Controls.Primitives;
using Avalonia.Controls.Templates;
using Avalonia.Layout;
using Avalonia.Media;
using Avalonia.Styling;
using SpacesPlaces.MapClient.Map;

namespace SpacesPlaces.MapClient.Desktop;

/// <summary>How everything in the window looks: one palette, one spacing, one typeface, targets of 44 and text of 16 at least.</summary>
internal static class Look
{
    public const double Target = 44;
    private const string Typeface = "Atkinson Hyperlegible, Verdana, DejaVu Sans";
    private const double TextSize = 16;

    /// <summary>The typeface of everything.</summary>
    public static FontFamily Family { get; } = new(Typeface);

    public static IBrush Brush(string token) => new SolidColorBrush(Color.Parse(Palette.Colour(token))).ToImmutable();

    /// <summary>What the theme alone does not do.</summary>
    public static void AddStyles(Styles styles)
    {
        styles.Add(new Style(x => x.OfType<Window>())
        {
            Setters = { new Setter(Window.FontFamilyProperty, Family), new Setter(Window.FontSizeProperty, TextSize), new Setter(Window.ForegroundProperty, Brush("ink")) },
        });
        foreach (var kind in new[] { typeof(Button), typeof(ToggleButton), typeof(TextBox), typeof(ComboBox), typeof(CheckBox), typeof(RadioButton), typeof(TabItem), typeof(ListBoxItem) })
            styles.Add(new Style(x => x.Is(kind)) { Setters = { new Setter(Layoutable.MinHeightProperty, Target) } });
        foreach (var kind in new[] { typeof(TextBox), typeof(ComboBox) })
            styles.Add(new Style(x => x.Is(kind)) { Setters = { new Setter(kind == typeof(TextBox) ? TextBox.VerticalContentAlignmentProperty : ComboBox.VerticalContentAlignmentProperty, VerticalAlignment.Center) } });
        // What lies below never shows through a button.
        foreach (var (name, token) in new[] { (":pointerover", "action-tint"), (":pressed", "line") })
            styles.Add(new Style(x => x.OfType<Button>().Class(name).Not(main => main.Class("main")).Template().OfType<ContentPresenter>()) { Setters = { new Setter(ContentPresenter.BackgroundProperty, Brush(token)), new Setter(ContentPresenter.BorderBrushProperty, Brush("action")) } });
        styles.Add(new Style(x => x.OfType<Button>().Class("main").Class(":pointerover").Template().OfType<ContentPresenter>()) { Setters = { new Setter(ContentPresenter.BackgroundProperty, Brush("action-strong")) } });
        // The theme's box stands at the top of its target; its words stand beside it.
        styles.Add(new Style(x => x.OfType<CheckBox>()) { Setters = { new Setter(CheckBox.VerticalContentAlignmentProperty, VerticalAlignment.Top), new Setter(CheckBox.PaddingProperty, new Thickness(8, 6, 0, 0)) } });
        styles.Add(new Style(x => x.OfType<TextBlock>()) { Setters = { new Setter(TextBlock.TextWrappingProperty, TextWrapping.Wrap) } });
        styles.Add(new Style(x => x.OfType<TabItem>()) { Setters = { new Setter(TabItem.FontSizeProperty, TextSize), new Setter(TabItem.PaddingProperty, new Thickness(10, 0)) } });
        // One frame around whatever has the focus, in the colour that the map's frame has, parted by a pale line from whatever lies below.
        foreach (var kind in new[] { typeof(Button), typeof(ToggleButton), typeof(TextBox), typeof(ComboBox), typeof(CheckBox), typeof(TabItem), typeof(ListBoxItem), typeof(ListBox), typeof(Slider) })
            styles.Add(new Style(x => x.Is(kind)) { Setters = { new Setter(Control.FocusAdornerProperty, new FuncTemplate<Control>(FocusFrame)) } });
        styles.Add(new Style(x => x.OfType<ListBoxItem>()) { Setters = { new Setter(ListBoxItem.PaddingProperty, new Thickness(8, 6)) } });
    }

    private static Border FocusFrame()
    {
        var frame = new Border
        {
            BorderBrush = Brush("focus"),
            BorderThickness = new Thickness(3),
            Margin = new Thickness(-3),
            CornerRadius = new CornerRadius(4),
            Child = new Border { BorderBrush = Brush("focus-halo"), BorderThickness = new Thickness(1) },
        };
        // It lies around the control and covers nothing of it.
        AdornerLayer.SetIsClipEnabled(frame, false);
        return frame;
    }

    public static TextBlock Text(string text, bool soft = false, bool bold = false, double size = TextSize) => new()
    {
        Text = text,
        FontSize = size,
        Foreground = Brush(soft ? "ink-soft" : "ink"),
        FontWeight = bold ? FontWeight.Bold : FontWeight.Normal,
        TextWrapping = TextWrapping.Wrap,
    };

    public static TextBlock Heading(string text, int level = 2)
    {
        var block = Text(text, bold: true, size: level == 2 ? 19 : TextSize);
        block.Margin = new Thickness(0, level == 2 ? 4 : 8, 0, 2);
        AutomationProperties.SetHeadingLevel(block, level);
        return block;
    }

    public static Button Button(string text, Action act, bool main = false)
    {
        var button = new Button
        {
            Content = Centred(text, main ? "action-ink" : "action"),
            MinWidth = Target,
            MinHeight = Target,
            Padding = new Thickness(12, 4),
            Background = Brush(main ? "action" : "surface"),
            BorderBrush = Brush("action"),
            BorderThickness = new Thickness(1),
            VerticalContentAlignment = VerticalAlignment.Center,
        };
        if (main) button.Classes.Add("main");
        button.Click += (_, _) => act();
        return button.Named(text);
    }

    public static Button Button(string text, Func<Task> act, bool main = false)
    {
        // What goes wrong unforeseen reaches the window, which says so.
        async void Begin() => await act();
        return Button(text, Begin, main);
    }

    /// <summary>The one thing that a form is for; Enter does it from any of its fields.</summary>
    public static Button Submit(string text, Func<Task> act)
    {
        var button = Button(text, act, main: true);
        button.IsDefault = true;
        return button;
    }

    public static T Named<T>(this T control, string name, string? help = null) where T : Control
    {
        AutomationProperties.SetName(control, name);
        if (help is not null) AutomationProperties.SetHelpText(control, help);
        return control;
    }

    public static T Tip<T>(this T control, string text) where T : Control
    {
        ToolTip.SetTip(control, text);
        return control;
    }

    public static StackPanel Column(params Control?[] children) => Stack(Orientation.Vertical, 8, children);

    public static StackPanel Row(params Control?[] children) => Stack(Orientation.Horizontal, 8, children);

    public static WrapPanel Flow(params Control?[] children)
    {
        WrapPanel flow = new() { Orientation = Orientation.Horizontal, ItemSpacing = 8, LineSpacing = 8 };
        flow.Children.AddRange(children.OfType<Control>());
        return flow;
    }

    /// <summary>A field with its label above it, and what is wrong with it between the two.</summary>
    public static Control Field(string label, Control field, string? fault = null, string? hint = null)
    {
        if (double.IsFinite(field.Width)) field.HorizontalAlignment = HorizontalAlignment.Left;
        return Column(Text(label, bold: true), hint is null ? null : Text(hint, soft: true), fault is null ? null : Fault(fault), field.Named(fault is null ? label : $"{label}. {fault}", hint)).Close();
    }

    /// <summary>Something that is wrong: told by a bar and words, not by a colour.</summary>
    public static Border Fault(string text)
    {
        Border fault = new() { BorderBrush = Brush("ink"), BorderThickness = new Thickness(4, 0, 0, 0), Padding = new Thickness(8, 2), Child = Text(text, bold: true) };
        AutomationProperties.SetLiveSetting(fault, AutomationLiveSetting.Assertive);
        return fault;
    }

    public static Border Notice(Control content)
    {
        Border notice = new() { Background = Brush("notice"), Padding = new Thickness(12, 8), Child = content };
        AutomationProperties.SetLiveSetting(notice, AutomationLiveSetting.Polite);
        return notice;
    }

    public static ScrollViewer Scroll(Control content) => new()
    {
        Content = new Border { Padding = new Thickness(12, 8, 20, 12), Child = content },
        HorizontalScrollBarVisibility = ScrollBarVisibility.Disabled,
        AllowAutoHide = false,
    };

    public static ComboBox Choice<T>(IEnumerable<T> items, Func<T, string> told, T? chosen, Action<T> choose, string? placeholder = null)
    {
        List<T> all = [.. items];
        ComboBox box = new() { HorizontalAlignment = HorizontalAlignment.Stretch, PlaceholderText = placeholder, ItemsSource = all.Select(told).ToList(), SelectedIndex = chosen is null ? -1 : all.IndexOf(chosen) };
        box.SelectionChanged += (_, _) =>
        {
            if (box.SelectedIndex >= 0) choose(all[box.SelectedIndex]);
        };
        return box;
    }

    public static CheckBox Check(string text, bool on, Action<bool> turn)
    {
        CheckBox box = new() { Content = Text(text), IsChecked = on, MinHeight = Target };
        box.IsCheckedChanged += (_, _) => turn(box.IsChecked == true);
        return box.Named(text);
    }

    public static Control Facts(IEnumerable<(string Term, string Value)> facts)
    {
        StackPanel list = new() { Spacing = 4 };
        foreach (var (term, value) in facts)
        {
            Grid row = new() { ColumnDefinitions = new("2*,3*"), ColumnSpacing = 8 };
            row.Children.Add(Text(term, soft: true));
            var said = Text(value);
            Grid.SetColumn(said, 1);
            row.Children.Add(said);
            list.Children.Add(row.Named($"{term}: {value}"));
        }

        return list;
    }

    private static StackPanel Close(this StackPanel panel)
    {
        panel.Spacing = 4;
        return panel;
    }

    private static TextBlock Centred(string text, string token) => new() { Text = text, Foreground = Brush(token), TextAlignment = TextAlignment.Center, TextWrapping = TextWrapping.Wrap };

    private static StackPanel Stack(Orientation orientation, double spacing, Control?[] children)
    {
        StackPanel stack = new() { Orientation = orientation, Spacing = spacing };
        stack.Children.AddRange(children.OfType<Control>());
        return stack;
    }
}
