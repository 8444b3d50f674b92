using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.StaticFiles;

namespace SpacesPlaces.Api.Http;

/// <summary>The files of the page, as small as the browser can take them: each was compressed once, when the page was built (vite.config.ts).</summary>
internal static class PageFiles
{
    // The smaller first; a browser says br only over an encrypted connection or to its own machine.
    private static readonly (string Coding, string Ending)[] Codings = [("br", ".br"), ("gzip", ".gz")];

    /// <summary>Serves the page's files, and a compressed twin in place of a file where the browser takes it.</summary>
    public static WebApplication UsePageFiles(this WebApplication app)
    {
        var files = app.Environment.WebRootFileProvider;
        app.UseDefaultFiles();
        app.Use((http, next) =>
        {
            if (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method)) TakeTwin(http);
            return next(http);
        });
        app.UseStaticFiles(new StaticFileOptions { ContentTypeProvider = new TypesOfTwins(), OnPrepareResponse = SetHeaders });
        return app;

        void TakeTwin(HttpContext http)
        {
            var path = http.Request.Path.Value;
            if (path is null || path.EndsWith('/') || !Codings.Any(twin => files.GetFileInfo(path + twin.Ending).Exists)) return;
            // Also said of the plain file: a cache between must not hand one reader's twin to another.
            http.Response.Headers.Vary = "Accept-Encoding";
            var taken = http.Request.GetTypedHeaders().AcceptEncoding;
            foreach (var (coding, ending) in Codings)
            {
                if (!taken.Any(one => one.Value.Equals(coding, StringComparison.OrdinalIgnoreCase) && one.Quality is null or > 0)) continue;
                if (!files.GetFileInfo(path + ending).Exists) continue;
                http.Response.Headers.ContentEncoding = coding;
                http.Request.Path = path + ending;
                return;
            }
        }
    }

    // Files under /assets carry a digest of their content in their name: what has such a name never changes.
    private static void SetHeaders(StaticFileResponseContext answer)
    {
        if (answer.Context.Request.Path.StartsWithSegments("/assets")) answer.Context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
    }

    /// <summary>The type of a twin is that of its file.</summary>
    private sealed class TypesOfTwins : IContentTypeProvider
    {
        private readonly FileExtensionContentTypeProvider types = new();

        public bool TryGetContentType(string subpath, [MaybeNullWhen(false)] out string contentType) =>
            types.TryGetContentType(Codings.Any(twin => subpath.EndsWith(twin.Ending, StringComparison.Ordinal)) ? subpath[..^3] : subpath, out contentType);
    }
}
