[assembly: TestFramework("SpacesPlaces.Api.Tests.Database.EndOfRun", "SpacesPlaces.Api.Tests")]
