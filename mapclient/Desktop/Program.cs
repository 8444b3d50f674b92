using System.Globalization;
using Avalonia;
using Avalonia.Controls.ApplicationLifetimes;
using Avalonia.Media;
using Avalonia.Styling;
using Avalonia.Themes.Fluent;
using Avalonia.Threading;
using SpacesPlaces.Geodata.Language;
using SpacesPlaces.MapClient.Language;
using SpacesPlaces.MapClient.Map;

namespace SpacesPlaces.MapClient.Desktop;

/// <summary>The desktop program: <c>SpacesPlaces [--server URL] [--user NAME] [--language en|cy]</c>.</summary>
internal static class Program
{
    private static string[] arguments = [];

    /// <summary>What follows an option on the command line; null where it is not given.</summary>
    public static string? Option(string name) => arguments.SkipWhile(argument => argument != name).Skip(1).FirstOrDefault();

    [STAThread]
    private static int Main(string[] args)
    {
        arguments = args;
        return Build().StartWithClassicDesktopLifetime(args);
    }

    private static AppBuilder Build() => AppBuilder.Configure<App>().UsePlatformDetect();
}

internal sealed class App : Application
{
    public override void Initialize()
    {
        RequestedThemeVariant = ThemeVariant.Light;
        var accent = Color.Parse(Palette.Colour("action"));
        Styles.Add(new FluentTheme { Palettes = { [ThemeVariant.Light] = new ColorPaletteResources { Accent = accent, RegionColor = Color.Parse(Palette.Colour("surface")) } } });
        Look.AddStyles(Styles);
        Name = "SpacesPlaces";
    }

    public override void OnFrameworkInitializationCompleted()
    {
        if (ApplicationLifetime is IClassicDesktopStyleApplicationLifetime desktop)
        {
            var tongue = (Program.Option("--language") ?? CultureInfo.CurrentUICulture.TwoLetterISOLanguageName) == "cy" ? Tongue.Cy : Tongue.En;
            var desk = new Desk(new Words(tongue));
            desktop.MainWindow = new MainWindow(desk);
            Dispatcher.UIThread.UnhandledException += (_, e) =>
            {
                // Never what it was about: that may be a record.
                desk.Say(desk.Words["house.failed"]);
                e.Handled = true;
            };
            desktop.Exit += (_, _) => desk.Dispose();
        }

        base.OnFrameworkInitializationCompleted();
    }
}
