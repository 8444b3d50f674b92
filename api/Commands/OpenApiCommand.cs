using System.CommandLine;
using SpacesPlaces.Api.Http;

namespace SpacesPlaces.Api.Commands;

/// <summary>Writes the OpenAPI document as the program serves it. Needs no database.</summary>
internal static class OpenApiCommand
{
    public static Command Define()
    {
        var output = new Option<string?>("--output") { Description = "File to write instead of standard output", HelpName = "FILE" };
        var command = new Command("openapi", "Write the OpenAPI document; needs no database.") { output };
        command.SetAction(async (parsed, cancel) =>
        {
            var text = await TextAsync(cancel);
            if (parsed.GetValue(output) is { } file) await File.WriteAllTextAsync(file, text, cancel);
            else Console.Out.Write(text);
            return 0;
        });
        return command;
    }

    private static async Task<string> TextAsync(CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("spacesplaces-openapi-");
        try
        {
            // Asked over HTTP, so that it is the very text that clients get. The workers that would look for a database stay out.
            await using var app = Http.Host.Build(new HostSettings("Host=127.0.0.1", folder.FullName), [], builder =>
            {
                builder.WebHost.UseUrls("http://127.0.0.1:0");
                builder.Logging.ClearProviders();
                var ours = typeof(OpenApiCommand).Assembly;
                foreach (var worker in builder.Services.Where(service => service.ServiceType == typeof(IHostedService)
                    && (service.ImplementationType?.Assembly == ours || service.ImplementationFactory?.Method.Module.Assembly == ours)).ToList())
                    builder.Services.Remove(worker);
            });
            await app.StartAsync(cancel);
            using var client = new HttpClient { BaseAddress = new(app.Urls.First()) };
            var text = await client.GetStringAsync("/openapi/v1.json", cancel);
            await app.StopAsync(cancel);
            return text.EndsWith('\n') ? text : text + "\n";
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
