using System.Globalization;
using System.Text.RegularExpressions;

namespace ProjectInvoice.Connector.Invoices;

/// <summary>Reads what is asked for from texts, as an address or a command line holds them.</summary>
internal static partial class InvoiceQuery
{
    private const int MostAPage = 100;

    /// <exception cref="ConnectorException">PINV3502: a text is none of its kind.</exception>
    public static InvoiceFilter Read(string? state, string? olderThan, string? customer, string? limit, string? after) =>
        new()
        {
            State = Given(state) is { } name ? State(name) : null,
            OlderThan = Given(olderThan) is { } age ? Age(age) : null,
            Customer = Given(customer),
            Limit = Given(limit) is { } most ? Number(most, "limit", 1, MostAPage) : 50,
            After = Given(after) is { } place ? Number(place, "place to go on behind", 0, int.MaxValue) : null,
        };

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static InvoiceState State(string text) =>
        Enum.TryParse<InvoiceState>(text, ignoreCase: true, out var state) && Enum.IsDefined(state) && !char.IsDigit(text[0])
            ? state
            : throw Refused(text, "state", "done, waiting or failed");

    private static TimeSpan Age(string text)
    {
        if (
            Ages().Match(text) is not { Success: true } match
            || !int.TryParse(match.Groups["count"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
        )
        {
            throw Refused(text, "age", "a number of seconds, minutes, hours or days, such as 90s, 15m, 1h or 2d");
        }

        return match.Groups["unit"].Value switch
        {
            "s" => TimeSpan.FromSeconds(count),
            "m" => TimeSpan.FromMinutes(count),
            "h" => TimeSpan.FromHours(count),
            _ => TimeSpan.FromDays(count),
        };
    }

    private static int Number(string text, string what, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw Refused(text, what, string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}"));

    private static ConnectorException Refused(string text, string what, string instead) =>
        new(InvoiceErrors.FilterUnknown.For("Invoices", text, what, instead));

    [GeneratedRegex("^(?<count>[0-9]{1,5})(?<unit>[smhd])$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Ages();
}
