using System.Text.Json.Nodes;

namespace SpacesPlaces.Api.Tests.Matrix;

/// <summary>The printed page is what the table says today.</summary>
public sealed class MatrixPageTests
{
    [Fact]
    public void Page_IsPrintedFromTheTable()
    {
        var repository = HouseRulesTests.Repository();
        var page = MatrixPage.Of(Policy.Read(), JsonNode.Parse(File.ReadAllText(Path.Combine(repository, "api/openapi.json")))!);
        var file = Path.Combine(repository, MatrixPage.Path);
        if (Environment.GetEnvironmentVariable("SPACESPLACES_UPDATE_MATRIX") == "1") File.WriteAllText(file, page);
        Assert.True(File.ReadAllText(file) == page, $"{MatrixPage.Path} is not what {Policy.Path} and api/openapi.json say: ./test --update-matrix");
    }
}
