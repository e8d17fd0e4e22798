using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace InvoicePlugins.Dataverse;

/// <summary>The settings of the environment. Each is read when it is first asked for.</summary>
/// <param name="platform">The platform's own reader; null where the sandbox does not offer it, then the tables are read.</param>
/// <param name="service">Reads the tables with all rights.</param>
internal sealed class EnvironmentVariables(IEnvironmentVariableService? platform, IOrganizationService service)
{
    private const int DefaultTimeoutSeconds = 15;
    private const int LongestTimeoutSeconds = 100;
    private const int DefaultMaxSynchronousWrites = 500;
    private const int DefaultWritesPerChunk = 2000;

    private readonly Dictionary<string, string?> known = [];

    /// <summary>Whether confirmation creates the actuals itself. No where Project Operations' own logic does.</summary>
    public bool CreateActuals =>
        Text("pinv_CreateActuals")?.ToUpperInvariant() switch
        {
            null or "YES" or "TRUE" or "1" => true,
            "NO" or "FALSE" or "0" => false,
            _ => throw Unusable("pinv_CreateActuals", "yes or no"),
        };

    /// <summary>Where the connector listens; null where nothing is pushed and the connector asks instead.</summary>
    public Uri? ConnectorUrl =>
        Text("pinv_ConnectorUrl") switch
        {
            null => null,
            var text => Uri.TryCreate(text, UriKind.Absolute, out var url) && IsSafe(url) && IsHost(url)
                ? url
                : throw Unusable("pinv_ConnectorUrl", "an https address of a host, without user, path, query or fragment (http on loopback only)"),
        };

    /// <summary>How long to wait for the connector's answer; 15 seconds unless set.</summary>
    public TimeSpan ConnectorTimeout =>
        TimeSpan.FromSeconds(
            Number("pinv_ConnectorTimeoutSeconds", LongestTimeoutSeconds, $"a number of seconds between 1 and {LongestTimeoutSeconds}") ?? DefaultTimeoutSeconds
        );

    /// <summary>How many rows a confirmation may write in one transaction; 500 unless set. What needs more is confirmed in chunks.</summary>
    public int MaxSynchronousWrites => Count("pinv_MaxSynchronousWrites", DefaultMaxSynchronousWrites);

    /// <summary>How many rows a chunk of a large confirmation writes in its transaction; 2,000 unless set.</summary>
    public int WritesPerChunk => Count("pinv_WritesPerChunk", DefaultWritesPerChunk);

    /// <summary>
    /// The time zone in which the day of confirmation is told, and whose midnight a day is in a column of behavior UserLocal; UTC unless set.
    /// </summary>
    public TimeZoneInfo TimeZone =>
        Text("pinv_TimeZone") is not { } name
            ? TimeZoneInfo.Utc
            : TimeZones.Find(name) ?? throw Unusable("pinv_TimeZone", "the name of a time zone, in Windows or in the IANA database");

    /// <summary>The value of transaction class Retainer in this environment; null where it has none.</summary>
    public int? RetainerTransactionClass => Number("pinv_RetainerTransactionClass", int.MaxValue, "the number of a choice");

    private static bool IsSafe(Uri url) => url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback);

    private static bool IsHost(Uri url) => url is { AbsolutePath: "/", Query: "", Fragment: "", UserInfo: "" };

    private int Count(string name, int unlessSet) => Number(name, int.MaxValue, "a whole number above zero") ?? unlessSet;

    // Digits only: a sign, a separator or a blank says that somebody meant something else.
    private int? Number(string name, int most, string expected) =>
        Raw(name) switch
        {
            null => null,
            var text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value > 0 && value <= most
                ? value
                : throw Unusable(name, expected),
        };

    private string? Text(string name) => Raw(name)?.Trim();

    private string? Raw(string name)
    {
        if (!known.TryGetValue(name, out var value))
        {
            value = platform is null ? Read(name) : platform.RetrieveEnvironmentVariableValue(name);
            known[name] = value = string.IsNullOrWhiteSpace(value) ? null : value;
        }

        return value;
    }

    private string? Read(string name)
    {
        var query = new QueryExpression("environmentvariabledefinition") { ColumnSet = new ColumnSet("defaultvalue") };
        query.Criteria.AddCondition("schemaname", ConditionOperator.Equal, name);
        var current = query.AddLink("environmentvariablevalue", "environmentvariabledefinitionid", "environmentvariabledefinitionid", JoinOperator.LeftOuter);
        current.Columns = new ColumnSet("value");
        current.EntityAlias = "current";

        var row = service.RetrieveMultiple(query).Entities.FirstOrDefault();
        return row?.GetAttributeValue<AliasedValue>("current.value")?.Value as string ?? row?.GetAttributeValue<string>("defaultvalue");
    }

    private InvalidPluginExecutionException Unusable(string name, string expected) =>
        PluginErrors.VariableUnusable.For("Environment", name, known[name], expected).ToException();
}
