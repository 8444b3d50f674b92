using SpacesPlaces.MapClient.Drawing;

// As a test project it is run by the tests' own host; as a program it is the bench of the drawn map.
return args switch
{
    ["paint", .. var rest] => DrawingBench.Paint(rest),
    ["prepare", var folder, .. var rest] => WindowBench.Prepare(folder, rest),
    ["window", var folder, .. var rest] => WindowBench.Run(folder, rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        dotnet run -c Release --project tests/MapClient.Drawing -- BENCH
          paint [--n 300000] [--reloads 100]
                 Invented incidents through the workspace to pixels, without a window system: first paint, paint after moving, a filter; the memory
                 of the process over reloads of every layer; map controls that are alive after a hundred were closed.
          prepare FOLDER [--n 300000]
                 Keeps a view of invented incidents in FOLDER, as the program keeps what somebody saw.
          window FOLDER [--seconds 60]
                 The program's own window shows what was kept in FOLDER: time until it stands there, then its processor time while nobody
                 touches it, and its memory. Needs a screen.
        """);
    return 2;
}
