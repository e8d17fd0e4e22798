using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.Features;
using ProjectInvoice.Connector.Api;
using ProjectInvoice.Connector.Work;

namespace ProjectInvoice.Connector.Invoices;

/// <summary>Where invoices stand, for administrators.</summary>
internal static class InvoiceEndpoints
{
    private const string Path = "/api/invoices";

    /// <summary>How a line is written.</summary>
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    public static void Map(IEndpointRouteBuilder routes)
    {
        var invoices = routes.MapGroup(Path).RequireAuthorization(ConnectorRoles.Administrator);
        invoices.MapGet("", ListAsync);
        invoices.MapGet("/{**number}", FindAsync);
        invoices.MapPost("/resend", ResendAsync);
    }

    private static Task<IResult> ListAsync(
        string? state,
        string? olderThan,
        string? customer,
        string? limit,
        string? after,
        InvoiceOverview overview,
        CancellationToken cancellation
    ) =>
        AnswerAsync(async () =>
        {
            var filter = InvoiceQuery.Read(state, olderThan, customer, limit, after);
            var (lines, next) = await overview.PageAsync(filter, cancellation);
            var asked = new QueryString().Add("limit", filter.Limit.ToString(System.Globalization.CultureInfo.InvariantCulture));
            foreach (var (name, value) in new[] { (nameof(state), state), (nameof(olderThan), olderThan), (nameof(customer), customer) })
            {
                asked = string.IsNullOrWhiteSpace(value) ? asked : asked.Add(name, value);
            }

            return new InvoicePage(
                lines,
                next is { } place ? Path + asked.Add("after", place.ToString(System.Globalization.CultureInfo.InvariantCulture)) : null
            );
        });

    // The server leaves %2F in a path as it is, because a slash would divide it: the number is read from the address as it was sent.
    private static Task<IResult> FindAsync(HttpContext context, string number, InvoiceOverview overview, CancellationToken cancellation) =>
        AnswerAsync(async () =>
        {
            var target = context.Features.Get<IHttpRequestFeature>()?.RawTarget.Split('?')[0];
            var sent =
                target?.StartsWith(Path + "/", StringComparison.OrdinalIgnoreCase) == true ? Uri.UnescapeDataString(target[(Path.Length + 1)..]) : number;
            return new InvoicePage(await overview.FindAsync(sent, cancellation), null);
        });

    private static async Task<IResult> ResendAsync(string? number, ResendInvoice resend, WorkScheduler scheduler, CancellationToken cancellation)
    {
        try
        {
            var resent = await resend.RunAsync(number ?? "", cancellation);
            scheduler.Everything();
            return Results.Json(resent, Json, statusCode: StatusCodes.Status202Accepted);
        }
        catch (ConnectorException refusal)
        {
            return ErrorAnswer.From(refusal.Fault, refusal.Error.Status ?? StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static async Task<IResult> AnswerAsync(Func<Task<InvoicePage>> ask)
    {
        try
        {
            return Results.Json(await ask(), Json);
        }
        catch (ConnectorException refusal)
        {
            return ErrorAnswer.From(refusal.Fault, refusal.Error.Status ?? StatusCodes.Status503ServiceUnavailable);
        }
    }
}
