using System.CommandLine;

namespace SpacesPlaces.Api.Commands;

/// <summary>The program's commands; each is thin, over the rooms.</summary>
public static class CommandLine
{
    public static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("SpacesPlaces");
        return await root.Parse(args).InvokeAsync();
    }
}
