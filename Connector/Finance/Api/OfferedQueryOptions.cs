using Microsoft.AspNetCore.OData.Query;
using Microsoft.AspNetCore.OData.Query.Validator;

namespace ProjectInvoice.Finance.Api;

/// <summary>
/// Which query options a read takes. Others are refused by name: an answer that passes over $apply or $search would be of other rows than those asked for.
/// </summary>
internal sealed class OfferedQueryOptions
{
    /// <summary>Those of a set.</summary>
    public static readonly OfferedQueryOptions OfASet = new("filter", "select", "orderby", "top", "skip", "count", "skiptoken", "format");

    /// <summary>Those of one row.</summary>
    public static readonly OfferedQueryOptions OfARow = new("select", "format");

    private static readonly ODataValidationSettings Settings = new()
    {
        MaxTop = null,
        MaxNodeCount = 1000,
        AllowedQueryOptions = AllowedQueryOptions.Supported,
    };

    // OData takes its options without the dollar too: https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html (11.2.1)
    private static readonly HashSet<string> Known = new(
        ["filter", "select", "orderby", "top", "skip", "count", "skiptoken", "format", "expand", "apply", "compute", "search", "deltatoken"],
        StringComparer.OrdinalIgnoreCase
    );

    private readonly HashSet<string> names;

    private OfferedQueryOptions(params string[] names) => this.names = new(names, StringComparer.OrdinalIgnoreCase);

    /// <exception cref="FinanceRefusal">An option is not offered (<see cref="ApiErrors.OptionNotOffered"/>).</exception>
    /// <exception cref="Microsoft.OData.ODataException">An option cannot be read.</exception>
    public void Require(ODataQueryOptions options)
    {
        var request = options.Request;
        if (request.Query.Keys.FirstOrDefault(IsRefused) is { } refused)
        {
            throw ApiErrors.OptionNotOffered.Refusal(request.Path.Value!, refused, string.Join(", ", names.Select(name => $"${name}")));
        }

        if (
            options.RawValues.Format is { } format
            && !format.Equals("json", StringComparison.OrdinalIgnoreCase)
            && !format.StartsWith("application/json", StringComparison.OrdinalIgnoreCase)
        )
        {
            throw ApiErrors.FormatNotOffered.Refusal(request.Path.Value!, format);
        }

        options.Validate(Settings);
    }

    private bool IsRefused(string option) => option.StartsWith('$') ? !names.Contains(option[1..]) : Known.Contains(option) && !names.Contains(option);
}
