using System;
using System.Collections.Generic;
using System.Linq;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;

namespace InvoicePlugins.Protection;

/// <summary>
/// Keeps the connections and origins of what is billed: they tell finance which rows belong together, and a correction what it corrects. Within the
/// transaction, with the draft invoices concerned held, so that an edit and a confirmation at the same moment see each other.
/// </summary>
public sealed class ProtectTransactionLink() : PluginBase(Steps)
{
    private const string Before = "Before";

    private static readonly IReadOnlyList<string> ConnectionEnds =
    [
        TransactionConnection.Transaction1Column,
        TransactionConnection.Type1Column,
        TransactionConnection.Transaction2Column,
        TransactionConnection.Type2Column,
    ];

    private static readonly IReadOnlyList<string> OriginEnds =
    [
        TransactionOrigin.OriginColumn,
        TransactionOrigin.OriginTypeColumn,
        TransactionOrigin.TransactionColumn,
        TransactionOrigin.TransactionTypeColumn,
    ];

    /// <summary>Where this plug-in is registered.</summary>
    public static readonly IReadOnlyList<StepDeclaration> Steps =
    [
        Step.On("Create", TransactionConnection.Table)
            .PreOperation()
            .Ranked(20)
            .As("6da854f7-22eb-4239-ab8b-f2b9fc40e243", "Refuses connections of billed transactions created by hand."),
        Step.On("Update", TransactionConnection.Table)
            .PreOperation()
            .Ranked(20)
            .WithPreImage("6f67b1e4-655c-43f0-9bbf-3786c6c8419b", Before, ConnectionEnds)
            .As(
                "b88ca9db-2fcd-444d-af2f-d0f9015d290b",
                "Refuses connections of billed transactions changed by hand. No filter: any column of the product counts, those of later versions too."
            ),
        Step.On("Delete", TransactionConnection.Table)
            .PreOperation()
            .Ranked(20)
            .WithPreImage("91507eac-3bd7-4e7d-bd46-a8d622f20c67", Before, ConnectionEnds)
            .As("5a755dbf-865e-406d-a4a6-8a35b6d267bc", "Refuses connections of billed transactions deleted by hand."),
        Step.On("Create", TransactionOrigin.Table)
            .PreOperation()
            .Ranked(20)
            .As("c95a894e-b802-4fd2-8c0e-3b97a42f7779", "Refuses origins of billed transactions created by hand."),
        Step.On("Update", TransactionOrigin.Table)
            .PreOperation()
            .Ranked(20)
            .WithPreImage("916489fb-e14e-4bce-947d-c44f9f0ca036", Before, OriginEnds)
            .As(
                "037353c7-5ca0-4a91-adb4-85394df7f84e",
                "Refuses origins of billed transactions changed by hand. No filter: any column of the product counts, those of later versions too."
            ),
        Step.On("Delete", TransactionOrigin.Table)
            .PreOperation()
            .Ranked(20)
            .WithPreImage("89162c67-9cfb-46c2-a415-91955f5ada7d", Before, OriginEnds)
            .As("66817f55-2af9-4dd9-be18-69395c7b6141", "Refuses origins of billed transactions deleted by hand."),
    ];

    /// <inheritdoc/>
    private protected override void Execute(PluginCall call)
    {
        if (!Callers.IsDirect(call.Context))
        {
            return;
        }

        var sent = call.Context.InputParameters["Target"] as Entity;
        if (
            call.Context.MessageName == "Update"
            && sent!.Attributes.Keys.All(column => CustomColumns.Has(column) || column == call.Context.PrimaryEntityName + "id")
        )
        {
            return;
        }

        call.Context.PreEntityImages.TryGetValue(Before, out var before);
        var ends = EndsOf(before).Concat(EndsOf(After(before, sent))).Distinct().ToLookup(end => end.Table, end => Guid.Parse(end.Id));
        if (FaultOf(call, ends) is { } fault && !Callers.HasRole(call, Callers.DataImport))
        {
            throw fault.ToException();
        }
    }

    private static Fault? FaultOf(PluginCall call, ILookup<string, Guid> ends)
    {
        var done = call.Context.MessageName switch
        {
            "Create" => "added",
            "Update" => "changed",
            _ => "deleted",
        };
        var what = call.Context.PrimaryEntityName == TransactionConnection.Table ? "its transaction connection" : "its transaction origin";
        Actual[] actuals = [.. call.System.ReadByIds([.. ends[Actual.Table]], Actual.ByIds).Select(row => new Actual(row))];
        if (actuals.FirstOrDefault(IsBilled) is { } billed)
        {
            return ProtectionErrors.LinkReadOnly.For(new ActualProtection(() => call.Variables.TimeZone).NameOf(billed), what, done);
        }

        Entity[] details = [.. call.System.ReadByIds(ends[InvoiceLineDetail.Table].ToList(), InvoiceLineDetail.ByIds)];
        var lines = ConfirmedParent.Named(InvoiceLineDetail.InvoiceLineColumn, details).Concat(ends[InvoiceLine.Table]).Distinct().ToList();
        var invoices = ConfirmedParent
            .Named(InvoiceLineDetail.InvoiceColumn, details)
            .Concat(ConfirmedParent.InvoicesOf(call.System, lines))
            .Concat(Existing(call.System, [.. ends[Invoice.Table], .. actuals.Select(actual => actual.Invoice).OfType<Guid>()]));
        var locked = DraftLock.Hold(call, invoices, "Transaction connection").FirstOrDefault(invoice => !invoice.IsEditable);
        return locked switch
        {
            null => null,
            { IsConfirmed: true } => ProtectionErrors.LinkReadOnly.For(locked.Number, what, done),
            _ => ProtectionErrors.InvoiceBusy.For(locked.Number, InvoiceProtection.StateOf(locked), $"{what} cannot be {done}"),
        };
    }

    // An unbilled row that names an invoice is not billed yet: draft invoicing may note there which draft has taken it.
    private static bool IsBilled(Actual actual) =>
        actual.Type == TransactionType.BilledSales
        || actual.AdjustmentStatus is not null
        || actual.BillingStatus is BillingStatus.CustomerInvoicePosted or BillingStatus.Canceled;

    private static IEnumerable<Guid> Existing(IOrganizationService service, IReadOnlyCollection<Guid> ids) =>
        service.ReadByIds(Invoice.Table, ids, Invoice.InvoiceNumberColumn).Select(row => row.Id);

    private static Entity? After(Entity? before, Entity? sent)
    {
        if (sent is null)
        {
            return null;
        }

        var after = new Entity(sent.LogicalName, sent.Id);
        foreach (var column in (before?.Attributes ?? []).Concat(sent.Attributes))
        {
            after[column.Key] = column.Value;
        }

        return after;
    }

    private static IEnumerable<Source> EndsOf(Entity? link) =>
        link switch
        {
            null => [],
            { LogicalName: TransactionConnection.Table } => new TransactionConnection(link).FromBothEnds.SelectMany(view => End(view.Near.Table, view.Near.Id)),
            _ => EndsOf(new TransactionOrigin(link)),
        };

    private static IEnumerable<Source> EndsOf(TransactionOrigin origin) =>
        End(origin.Source.Table, Guid.TryParse(origin.Source.Id, out var id) ? id : null).Concat(End(origin.TransactionTable, origin.Transaction));

    private static IEnumerable<Source> End(string? table, Guid? id) => table is null || id is null ? [] : [new Source(table.ToLowerInvariant(), id.Value)];
}
