using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LocalDataverse.Faults;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Tests.OverHttp;

/// <summary>Requests of one client, and the definitions that it has read.</summary>
internal sealed class WebApiConnection(HttpClient http)
{
    private readonly Dictionary<string, TableDefinition> tables = [];

    public TableDefinition Table(string logicalName) => tables.TryGetValue(logicalName, out var known) ? known : tables[logicalName] = Read(logicalName);

    /// <summary>The definition with a column in it: one that was read before the column was added is read again.</summary>
    public TableDefinition TableWith(string logicalName, IEnumerable<string> columns)
    {
        var known = Table(logicalName);
        return columns.All(known.Columns.ContainsKey) ? known : tables[logicalName] = Read(logicalName);
    }

    /// <exception cref="System.ServiceModel.FaultException{OrganizationServiceFault}">The error of the answer, as the service would throw it.</exception>
    public WebApiAnswer Send(string method, string address, Guid? caller, JsonObject? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        request.Headers.Add("Prefer", "odata.include-annotations=\"*\"");
        if (caller is { } user)
        {
            request.Headers.Add("MSCRMCallerID", user.ToString("d"));
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        }

        using var response = http.Send(request);
        using var reader = new StreamReader(response.Content.ReadAsStream());
        var text = reader.ReadToEnd();
        var json = text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
        return response.IsSuccessStatusCode
            ? new WebApiAnswer(response.StatusCode, json, response.Headers.TryGetValues("OData-EntityId", out var ids) ? ids.Single() : null)
            : throw DataverseFault.Of(Fault(json.GetProperty("error")));
    }

    private static OrganizationServiceFault Fault(JsonElement error)
    {
        const string Detail = "@Microsoft.PowerApps.CDS.ErrorDetails.";
        var details = new ErrorDetailCollection();
        foreach (var annotation in error.EnumerateObject().Where(annotation => annotation.Name.StartsWith(Detail, StringComparison.Ordinal)))
        {
            details[annotation.Name[Detail.Length..]] = annotation.Value.GetString();
        }

        return new OrganizationServiceFault
        {
            ErrorCode = int.Parse(error.GetProperty("code").GetString()!.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture),
            Message = error.GetProperty("message").GetString(),
            ErrorDetails = details,
        };
    }

    private TableDefinition Read(string logicalName) =>
        new(
            Send(
                "GET",
                $"EntityDefinitions(LogicalName='{logicalName}')?$expand=Attributes,ManyToOneRelationships,OneToManyRelationships,ManyToManyRelationships",
                null
            ).Json
        );
}
