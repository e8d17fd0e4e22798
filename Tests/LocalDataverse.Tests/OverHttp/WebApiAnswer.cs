using System.Net;
using System.Text.Json;

namespace LocalDataverse.Tests.OverHttp;

/// <param name="EntityAddress">Header <c>OData-EntityId</c>.</param>
internal sealed record WebApiAnswer(HttpStatusCode Status, JsonElement Json, string? EntityAddress)
{
    public Guid EntityId => Guid.Parse(EntityAddress!.AsSpan(EntityAddress!.LastIndexOf('(') + 1, 36));
}
