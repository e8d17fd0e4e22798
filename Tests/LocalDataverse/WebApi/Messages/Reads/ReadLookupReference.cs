using LocalDataverse.WebApi.Http;
using LocalDataverse.WebApi.Queries;
using LocalDataverse.WebApi.Security;

namespace LocalDataverse.WebApi.Messages.Reads;

/// <summary>The address of the row behind a lookup: <c>GET set(id)/lookup/$ref</c>.</summary>
internal sealed class ReadLookupReference(Session session) : IRead
{
    public WebApiResponse Answer(WebApiRequest request, ResourcePath path)
    {
        if (new RowAnswers(session).Behind(path) is not { } target)
        {
            return WebApiResponse.Empty();
        }

        return WebApiResponse.Json(
            StatusCodes.Status200OK,
            writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("@odata.context", $"{session.ServiceRoot}$metadata#$ref");
                writer.WriteString("@odata.id", session.AddressOf(target.Table, target.Id!.Value));
                writer.WriteEndObject();
            }
        );
    }
}
