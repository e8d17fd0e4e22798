using System.Text;
using Newtonsoft.Json.Linq;

namespace ProjectInvoice.Connector.Tests.Servers;

/// <summary>A request as it came over the wire.</summary>
public sealed record Recorded(string Method, string Path, string Query, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public JObject Json => (JObject)Http.NewtonsoftSerializer.Parse(Text);

    public string? Option(string name) =>
        Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(Query).TryGetValue(name, out var value) ? value.ToString() : null;
}
