using SpacesPlaces.Api.Commands;

return await CommandLine.RunAsync(args);
