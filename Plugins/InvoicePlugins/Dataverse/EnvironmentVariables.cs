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
public sealed class EnvironmentVariables(IEnvironmentVariableService? platform, IOrganizationService service)
{
    private const int DefaultTimeoutSeconds = 15;
    private const int DefaultMaxSynchronousWrites = 500;
    private const int DefaultWritesPerChunk = 2000;

    private readonly Dictionary<string, string?> known = [];

    /// <summary>Whether confirmation creates the actuals itself. No where Project Operations' own logic does.</summary>
    public bool CreateActuals => Text("pinv_CreateActuals")?.ToUpperInvariant() switch
    {
        null or "YES" or "TRUE" or "1" => true,
        "NO" or "FALSE" or "0" => false,
        _ => throw Unusable("pinv_CreateActuals", "yes or no"),
    };

    /// <summary>Where the connector listens, without a slash at the end; null where nothing is pushed and the connector asks instead.</summary>
    public Uri? ConnectorUrl => Text("pinv_ConnectorUrl") switch
    {
        null => null,
        var text => Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp)
            ? url
            : throw Unusable("pinv_ConnectorUrl", "an absolute http or https address"),
    };

    /// <summary>How long to wait for the connector's answer; 15 seconds unless set.</summary>
    public TimeSpan ConnectorTimeout => Text("pinv_ConnectorTimeoutSeconds") switch
    {
        null => TimeSpan.FromSeconds(DefaultTimeoutSeconds),
        var text => decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and <= 100
            ? TimeSpan.FromSeconds((double)seconds)
            : throw Unusable("pinv_ConnectorTimeoutSeconds", "a number of seconds between 1 and 100"),
    };

    /// <summary>How many rows a confirmation may write in one transaction; 500 unless set. What needs more is confirmed in chunks.</summary>
    public int MaxSynchronousWrites => Count("pinv_MaxSynchronousWrites", DefaultMaxSynchronousWrites);

    /// <summary>How many rows a chunk of a large confirmation writes in its transaction; 2,000 unless set.</summary>
    public int WritesPerChunk => Count("pinv_WritesPerChunk", DefaultWritesPerChunk);

    /// <summary>The time zone in which the day of confirmation is told; UTC unless set.</summary>
    public TimeZoneInfo TimeZone
    {
        get
        {
            var id = Text("pinv_TimeZone");
            if (id is null || id == "UTC")
            {
                return TimeZoneInfo.Utc;
            }

            try
            {
                return TimeZoneInfo.FindSystemTimeZoneById(id);
            }
            catch (Exception unknown) when (unknown is TimeZoneNotFoundException or InvalidTimeZoneException)
            {
                throw Unusable("pinv_TimeZone", "a time zone that the platform knows");
            }
        }
    }

    /// <summary>The value of transaction class Retainer in this environment; null where it has none.</summary>
    public int? RetainerTransactionClass => Text("pinv_RetainerTransactionClass") switch
    {
        null => null,
        var text => decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var value) && value == decimal.Truncate(value)
            ? (int)value
            : throw Unusable("pinv_RetainerTransactionClass", "the number of a choice"),
    };

    private int Count(string name, int unlessSet) => Text(name) switch
    {
        null => unlessSet,
        var text => decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var value) && value == decimal.Truncate(value) && value is > 0 and <= int.MaxValue
            ? (int)value
            : throw Unusable(name, "a whole number above zero"),
    };

    private string? Text(string name)
    {
        if (!known.TryGetValue(name, out var value))
        {
            value = platform is null ? Read(name) : platform.RetrieveEnvironmentVariableValue(name);
            known[name] = value = string.IsNullOrWhiteSpace(value) ? null : value!.Trim();
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
