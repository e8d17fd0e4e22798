using System.Text.Json;
using LocalDataverse.WebApi.Http;
using LocalDataverse.WebApi.Model;
using LocalDataverse.WebApi.Queries;
using LocalDataverse.WebApi.Records;

namespace LocalDataverse.WebApi.Messages.Writes;

/// <summary>A body that names a row: <c>{"@odata.id":"set(id)"}</c>.</summary>
internal static class ReferenceBody
{
    public static RecordKey Read(WebApiModel model, WebApiRequest request)
    {
        using var body = RowReader.Parse(request.Body);
        return body.RootElement.TryGetProperty("@odata.id", out var address) && address.ValueKind == JsonValueKind.String
            ? PathReader.ReadReference(model, address.GetString()!)
            : throw JsonValues.Bad("The body has to hold '@odata.id'.");
    }
}
