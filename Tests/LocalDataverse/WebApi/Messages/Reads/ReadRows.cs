using LocalDataverse.WebApi.Http;
using LocalDataverse.WebApi.Queries;
using LocalDataverse.WebApi.Security;

namespace LocalDataverse.WebApi.Messages.Reads;

/// <summary>Pages of the rows of a table, or what has changed among them.</summary>
internal sealed class ReadRows(Session session) : IRead
{
    public WebApiResponse Answer(WebApiRequest request, ResourcePath path) =>
        request.Preferences.TrackChanges || request.Query.Contains("deltatoken=", StringComparison.Ordinal) || IsTrackedPage(request)
            ? new ReadChanges(session).Answer(request, path)
            : new PageAnswers(session).Answer(request, path.Table!);

    // The next link of a tracked read says so itself, but the client sends its preference again as well.
    private static bool IsTrackedPage(WebApiRequest request) =>
        request.Query.Contains("istracking", StringComparison.Ordinal)
        && Uri.UnescapeDataString(request.Query).Contains("istracking=\"True\"", StringComparison.Ordinal);
}
