using System.Globalization;
using LocalDataverse;
using Microsoft.Xrm.Sdk;
using Simulator.Faults;
using Simulator.World;

namespace Simulator.Drafting;

/// <summary>Writes the draft invoices of a run, as draft invoicing leaves them.</summary>
internal sealed class DraftInvoices(PreparedWorld world, DataverseOrganization organization, FaultPlan plan)
{
    private const int LargestOrdinary = 6;

    // Quantity and price whose product does not end with the decimals of a currency, ends exactly in the middle, or is nothing.
    private static readonly (decimal Quantity, decimal Price)[] Odd = [(3m, 33.33m), (0.33m, 0.05m), (1m, 0.01m), (7m, 142.86m), (2.5m, 15001m), (1m, 0m)];

    /// <summary>A category of Dataverse that finance does not have until all is mended.</summary>
    public const string UnknownCategory = "Simulated";

    private readonly IOrganizationService service = organization.CreateService(
        new Caller(organization.AdministratorId) { BypassSynchronousLogic = true, BypassAsynchronousLogic = true }
    );

    private EntityReference? unknown;

    /// <param name="lines">How many lines the first invoice has; null: by chance.</param>
    public IReadOnlyList<DraftedInvoice> Make(int seed, int? lines)
    {
        var invoices = new List<DraftedInvoice>();
        var count = lines is null ? plan.Next(1, 4) : 1;
        for (var index = 0; index < count; index++)
        {
            var terms = plan.Active.Contains(Fault.Currencies) ? plan.Of<Terms>([.. Terms.All]) : Terms.All[plan.Next(3)];
            if (plan.Active.Contains(Fault.Currencies))
            {
                plan.Count(Fault.Currencies);
            }

            var number = string.Create(CultureInfo.InvariantCulture, $"S{seed}-{index + 1}");
            invoices.Add(Make(terms, number, lines ?? Lines(index)));
        }

        return invoices;
    }

    private int Lines(int index) => index == 0 && plan.Strikes(Fault.Sizes, 1) ? plan.Of(1, 40) : plan.Next(1, LargestOrdinary);

    private DraftedInvoice Make(Terms terms, string number, int count)
    {
        var pattern = world.Patterns.Single(pattern => pattern.Number == terms.Pattern);
        var ids = new Dictionary<Guid, Guid>();
        foreach (var row in pattern.Head)
        {
            ids[row.Id] = plan.NewId();
        }

        var day = Day(world.Clock.Now);
        foreach (var row in pattern.Head)
        {
            var copy = Copy(row, ids);
            Set(copy, "invoicenumber", number);
            Set(copy, "msdyn_invoicedate", day);
            service.Create(copy);
        }

        var bad = plan.Strikes(Fault.BadLine, 0.6) ? plan.Next(count) : -1;
        var lines = Enumerable.Range(0, count).Select(line => AddLine(pattern, terms, ids, day, line == bad)).ToList();
        return new DraftedInvoice(ids[pattern.Head[0].Id], number, terms, lines);
    }

    private DraftedLine AddLine(Pattern pattern, Terms terms, Dictionary<Guid, Guid> head, DateTime day, bool isBad)
    {
        var ids = new Dictionary<Guid, Guid>(head);
        foreach (var row in pattern.Line)
        {
            ids[row.Id] = plan.NewId();
        }

        var (quantity, price) = plan.Next(3) == 0 ? plan.Of(Odd) : (plan.Next(1, 1000) / 4m, plan.Next(1, 100_000) / 100m);
        price = Terms.Round(price, terms.Decimals);
        var amount = Terms.Round(quantity * price, terms.Decimals);
        foreach (var row in pattern.Line)
        {
            var copy = Copy(row, ids);
            Set(copy, "msdyn_quantity", quantity);
            Set(copy, "msdyn_price", new Money(price));
            Set(copy, "msdyn_amount", new Money(amount));
            if (isBad)
            {
                Set(copy, "msdyn_transactioncategory", Unknown());
            }

            foreach (var column in new[] { "msdyn_documentdate", "msdyn_startdatetime", "msdyn_enddatetime", "msdyn_accountingdate" })
            {
                Set(copy, column, day);
            }

            service.Create(copy);
        }

        return new DraftedLine(ids[pattern.Line[0].Id], ids[pattern.Line[1].Id], amount);
    }

    private EntityReference Unknown() =>
        unknown ??= new EntityReference(
            "msdyn_transactioncategory",
            service.Create(
                new Entity("msdyn_transactioncategory", plan.NewId())
                {
                    ["msdyn_name"] = UnknownCategory,
                    ["msdyn_transactioncategorynumber"] = UnknownCategory,
                }
            )
        );

    // Midnight of New York, where the company is: five hours behind in winter, four in summer.
    private static DateTime Day(DateTimeOffset now)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");
        var local = TimeZoneInfo.ConvertTime(now, zone).Date;
        return TimeZoneInfo.ConvertTimeToUtc(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), zone);
    }

    private static void Set(Entity row, string column, object value)
    {
        if (row.Contains(column))
        {
            row[column] = value;
        }
    }

    private static Entity Copy(Entity row, Dictionary<Guid, Guid> ids)
    {
        var copy = new Entity(row.LogicalName, ids[row.Id]);
        foreach (var (column, value) in row.Attributes)
        {
            copy[column] = value switch
            {
                EntityReference reference => new EntityReference(reference.LogicalName, ids.GetValueOrDefault(reference.Id, reference.Id)),
                Guid id => ids.GetValueOrDefault(id, id),
                string text when Guid.TryParse(text, out var id) => ids.GetValueOrDefault(id, id).ToString("d"),
                _ => value,
            };
        }

        return copy;
    }
}
