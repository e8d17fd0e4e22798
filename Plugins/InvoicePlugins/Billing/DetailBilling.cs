using System;
using System.Collections.Generic;
using System.Linq;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;
using InvoicePlugins.Facts;
using InvoicePlugins.Retainers;
using Microsoft.Xrm.Sdk;

namespace InvoicePlugins.Billing;

/// <summary>
/// The sheet on which a rule writes the rows of one detail: actuals, the connections and origins that come with them, and the changes of what existed before.
/// It gives the rules their verbs; every id follows from detail, role and ordinal.
/// </summary>
internal sealed class DetailBilling
{
    private readonly BillableDetail detail;
    private readonly BillingTerms terms;
    private readonly List<Entity> actuals = [];
    private readonly List<Entity> connections = [];
    private readonly List<Entity> origins = [];
    private readonly List<Entity> changes = [];

    /// <summary>An empty sheet.</summary>
    /// <param name="detail">The detail to be billed.</param>
    /// <param name="terms">What holds for the whole confirmation.</param>
    public DetailBilling(BillableDetail detail, BillingTerms terms)
    {
        this.detail = detail;
        this.terms = terms;
        Wanted = Figures.Of(detail, terms.Decimals);
    }

    /// <summary>The actuals to create.</summary>
    public IReadOnlyList<Entity> Actuals => actuals;

    /// <summary>The connections to create.</summary>
    public IReadOnlyList<Entity> Connections => connections;

    /// <summary>The origins to create.</summary>
    public IReadOnlyList<Entity> Origins => origins;

    /// <summary>The changed columns of rows that existed before, each with the row version it was read at.</summary>
    public IReadOnlyList<Entity> Changes => changes;

    /// <summary>How many rows have to be written.</summary>
    public int Writes => actuals.Count + connections.Count + origins.Count + changes.Count;

    /// <summary>What the detail wants to be billed.</summary>
    public Figures Wanted { get; }

    /// <summary>The original (U0) and what becomes of it.</summary>
    /// <param name="billingStatus">Its new billing status.</param>
    /// <param name="adjustmentStatus">Its new adjustment status; null leaves it.</param>
    public PlannedActual TakeOriginal(BillingStatus billingStatus, AdjustmentStatus? adjustmentStatus = null)
    {
        var original = detail.Original!;
        var change = ChangeOf(original.Entity);
        change[Actual.BillingStatusColumn] = new OptionSetValue((int)billingStatus);
        if (adjustmentStatus is { } adjusted)
        {
            change[Actual.AdjustmentStatusColumn] = new OptionSetValue((int)adjusted);
        }

        changes.Add(change);
        return new PlannedActual(original.Entity, Figures.Of(original), detail.OriginalSources);
    }

    /// <summary>The billed row that is corrected (B0); it becomes adjusted.</summary>
    /// <returns>The billed row.</returns>
    public PlannedActual TakeBilled()
    {
        var corrected = detail.Corrected!;
        var change = ChangeOf(corrected.Billed!.Entity);
        change[Actual.AdjustmentStatusColumn] = new OptionSetValue((int)AdjustmentStatus.Adjusted);
        changes.Add(change);
        return new PlannedActual(corrected.Billed.Entity, Figures.Of(corrected.Billed), corrected.BilledSources);
    }

    /// <summary>
    /// What the work that was billed said before it was billed: the unbilled row behind the billed one. Its tax and descriptions may differ from those that
    /// were billed, and it is they that come back. Where no unbilled row is found, or it says something else than was billed, the billed row itself.
    /// </summary>
    /// <param name="billed">The billed row.</param>
    public PlannedActual WorkBehind(PlannedActual billed)
    {
        if (detail.Corrected!.Unbilled is not { } unbilled)
        {
            return billed;
        }

        var same = unbilled.Quantity == billed.Figures.Quantity && unbilled.NetAmount == billed.Figures.Amount;
        return new PlannedActual(unbilled.Entity, same ? Figures.Of(unbilled) : billed.Figures, billed.Sources);
    }

    /// <summary>The milestone becomes billed.</summary>
    public void CloseMilestone() => ChangeMilestone(MilestoneStatus.CustomerInvoicePosted);

    /// <summary>The milestone can be billed again.</summary>
    public void ReopenMilestone() => ChangeMilestone(MilestoneStatus.Ready);

    /// <summary>Reverses an actual: the same fields, with quantity, amount and tax negated. It comes from what its original came from.</summary>
    /// <param name="role">Which reversal of the detail it is, as in U0′.</param>
    /// <param name="original">What is reversed.</param>
    /// <param name="skipSync">Whether finance never sees it.</param>
    public PlannedActual Reverse(string role, PlannedActual original, bool skipSync, BillingStatus billingStatus = BillingStatus.CustomerInvoicePosted)
    {
        var reversal = New(role, new Actual(original.Row).Type!.Value, original.Row, original.Figures.Negated, original.Sources, billingStatus);
        reversal.Row[Actual.AdjustmentStatusColumn] = new OptionSetValue((int)AdjustmentStatus.Unadjustable);
        reversal.Row[Actual.SkipSyncColumn] = skipSync;
        CopyDescriptions(original.Row, reversal.Row);
        Connect(reversal, ConnectionRole.Reversing, original.Id, ConnectionRole.Original);
        return reversal;
    }

    /// <summary>Puts a new unbilled row in place of the original.</summary>
    /// <param name="role">Which replacement it is, as in U1.</param>
    /// <param name="original">What is replaced.</param>
    /// <param name="figures">What the replacement says about money.</param>
    public PlannedActual Replace(string role, PlannedActual original, Figures figures)
    {
        var replacement = New(
            role,
            TransactionType.UnbilledSales,
            original.Row,
            figures,
            [.. original.Sources, .. InvoiceSources],
            BillingStatus.CustomerInvoicePosted
        );
        CopyDescriptions(detail.Row.Entity, replacement.Row);
        Connect(replacement, ConnectionRole.Replacing, original.Id, ConnectionRole.Original);
        if (detail.OriginalCost is { } cost)
        {
            Connect(replacement, ConnectionRole.UnbilledSales, cost, ConnectionRole.Cost);
        }

        return replacement;
    }

    /// <summary>Puts a new unbilled row in place of a credited one: work that can be billed again, so no invoice has it.</summary>
    /// <param name="role">Which row it is, as in U.</param>
    /// <param name="billed">The billed row that is credited.</param>
    /// <param name="work">What the work said before it was billed.</param>
    /// <param name="figures">What the row says about money.</param>
    public void Restore(string role, PlannedActual billed, PlannedActual work, Figures figures)
    {
        var restored = New(role, TransactionType.UnbilledSales, work.Row, figures, [.. billed.Sources, .. InvoiceSources], BillingStatus.UnbilledSalesCreated);
        restored.Row.Attributes.Remove(Actual.InvoiceColumn);
        CopyDescriptions(work.Row, restored.Row);
        Connect(restored, ConnectionRole.Replacing, billed.Id, ConnectionRole.Original);
    }

    /// <summary>
    /// Bills again, as the detail has it now, what was billed without an unbilled row. There is none to say what is corrected, so the billed row says it
    /// itself: finance takes the percentages of tax from there.
    /// </summary>
    /// <param name="role">Which billed row it is, as in B1.</param>
    /// <param name="billed">The billed row that is credited.</param>
    public void BillAgain(string role, PlannedActual billed)
    {
        var again = New(role, TransactionType.BilledSales, billed.Row, Wanted, [.. InvoiceSources, .. detail.Sources], BillingStatus.CustomerInvoicePosted);
        CopyDescriptions(detail.Row.Entity, again.Row);
        Connect(again, ConnectionRole.Replacing, billed.Id, ConnectionRole.Original);
    }

    /// <summary>Makes the unbilled row of a detail that was added by hand.</summary>
    /// <param name="role">Its role, as in U.</param>
    /// <returns>The unbilled row.</returns>
    public PlannedActual Add(string role)
    {
        var added = NewFromDetail(role, TransactionType.UnbilledSales);
        CopyDescriptions(detail.Row.Entity, added.Row);
        return added;
    }

    /// <summary>Bills an unbilled row with the figures given.</summary>
    /// <param name="role">Which billed row it is, as in B.</param>
    /// <param name="unbilled">What is billed.</param>
    /// <param name="figures">What the billed row says about money.</param>
    public void Bill(string role, PlannedActual unbilled, Figures figures)
    {
        var billed = New(role, TransactionType.BilledSales, unbilled.Row, figures, [.. InvoiceSources, .. detail.Sources], BillingStatus.CustomerInvoicePosted);
        CopyDescriptions(detail.Row.Entity, billed.Row);
        Connect(billed, ConnectionRole.BilledSales, unbilled.Id, ConnectionRole.UnbilledSales);
    }

    /// <summary>Bills the detail itself, where there is no unbilled row: milestones, and what was added by hand on a fixed-price line.</summary>
    /// <param name="role">Its role, as in B.</param>
    public void BillDetail(string role)
    {
        var billed = NewFromDetail(role, TransactionType.BilledSales);
        CopyDescriptions(detail.Row.Entity, billed.Row);
    }

    /// <summary>Opens what was invoiced of a retainer for later use: the detail's figures, negated. No tax, since that is computed when it is used.</summary>
    /// <param name="role">Its role, as in U.</param>
    /// <returns>The open row.</returns>
    public PlannedActual OpenRetainer(string role)
    {
        var open = NewFromDetail(role, TransactionType.UnbilledSales, Wanted.Negated with { Tax = null }, BillingStatus.UnbilledSalesCreated);
        open.Row[Actual.SkipSyncColumn] = true;
        CopyDescriptions(detail.Row.Entity, open.Row);
        return open;
    }

    /// <summary>
    /// Closes the open row of a retainer: it counts as billed, and is reversed. A row of this very invoice is not written before, so it is planned as billed at
    /// once.
    /// </summary>
    /// <param name="role">The role of the reversal, as in U0′.</param>
    /// <param name="open">The open row.</param>
    public void CloseRetainer(string role, PlannedActual open)
    {
        if (open.IsPlanned)
        {
            open.Row[Actual.BillingStatusColumn] = new OptionSetValue((int)BillingStatus.CustomerInvoicePosted);
            open.Row[Actual.InvoiceColumn] = new EntityReference(Invoice.Table, terms.Invoice.Id);
        }
        else
        {
            var change = ChangeOf(open.Row);
            change[Actual.BillingStatusColumn] = new OptionSetValue((int)BillingStatus.CustomerInvoicePosted);
            changes.Add(change);
        }

        Reverse(role, open, skipSync: true);
    }

    /// <summary>Keeps what is left of a retainer for later use.</summary>
    /// <param name="role">Its role, as in U2.</param>
    /// <param name="open">The open row whose rest it is.</param>
    /// <param name="left">What is left; positive.</param>
    /// <returns>The new open row.</returns>
    public PlannedActual KeepRetainer(string role, PlannedActual open, decimal left)
    {
        var rest = New(
            role,
            TransactionType.UnbilledSales,
            open.Row,
            new Figures(-1, left, -left, null, open.Figures.BillingType),
            [.. open.Sources, .. InvoiceSources],
            BillingStatus.UnbilledSalesCreated
        );
        rest.Row[Actual.SkipSyncColumn] = true;
        CopyDescriptions(open.Row, rest.Row);
        Connect(rest, ConnectionRole.Replacing, open.Id, ConnectionRole.Original);
        return rest;
    }

    /// <summary>Makes a use of a retainer that is taken back available again, together with what else is left of it: a retainer has one open row.</summary>
    /// <param name="role">Its role, as in U.</param>
    /// <param name="billed">The billed row that is credited.</param>
    /// <param name="open">The row that held what was left, which the new one replaces as well; null where nothing was.</param>
    /// <param name="left">What is left then; positive.</param>
    /// <returns>The new open row.</returns>
    public PlannedActual RestoreRetainer(string role, PlannedActual billed, PlannedActual? open, decimal left)
    {
        var sources = open is null ? billed.Sources : [.. billed.Sources, .. open.Sources];
        var restored = New(
            role,
            TransactionType.UnbilledSales,
            billed.Row,
            new Figures(-1, left, -left, null, billed.Figures.BillingType),
            [.. sources, .. InvoiceSources],
            BillingStatus.UnbilledSalesCreated
        );
        restored.Row[Actual.SkipSyncColumn] = true;
        CopyDescriptions(billed.Row, restored.Row);
        Connect(restored, ConnectionRole.Replacing, billed.Id, ConnectionRole.Original);
        if (open is not null)
        {
            Connect(restored, ConnectionRole.Replacing, open.Id, ConnectionRole.Original);
        }

        return restored;
    }

    /// <summary>Writes on the retainer what is left of it, unless another invoice used it first.</summary>
    /// <param name="retainer">The retainer as it was read.</param>
    /// <param name="after">What is left after the last detail of the invoice that concerns it.</param>
    public void ChangeRetainer(Retainer retainer, RetainerBalance after)
    {
        var change = ChangeOf(retainer.Entity);
        change[Retainer.TotalColumn] = new Money(after.Total);
        change[Retainer.UsedColumn] = new Money(after.Used);
        change[Retainer.StatusColumn] = new OptionSetValue((int)after.Status);
        change[Retainer.OpenActualColumn] = after.Open is { } open ? new EntityReference(Actual.Table, open.Id) : null;
        changes.Add(change);
    }

    private IEnumerable<Source> InvoiceSources =>
        [new(Invoice.Table, terms.Invoice.Id), new(InvoiceLine.Table, detail.Line!.Id), new(InvoiceLineDetail.Table, detail.Row.Id)];

    private PlannedActual NewFromDetail(string role, TransactionType type) => NewFromDetail(role, type, Wanted, BillingStatus.CustomerInvoicePosted);

    private PlannedActual NewFromDetail(string role, TransactionType type, Figures figures, BillingStatus billingStatus)
    {
        var actual = New(role, type, detail.Row.Entity, figures, [.. InvoiceSources, .. detail.Sources], billingStatus);
        SetWhereEmpty(
            actual.Row,
            Actual.ContractCustomerColumn,
            terms.ContractCustomer is { } customer ? new EntityReference(ContractCustomer.Table, customer) : null
        );
        SetWhereEmpty(actual.Row, TransactionColumns.Contract, terms.Invoice.Contract is { } contract ? new EntityReference("salesorder", contract) : null);
        SetWhereEmpty(
            actual.Row,
            TransactionColumns.ContractLine,
            detail.Line!.ContractLine is { } line ? new EntityReference("salesorderdetail", line) : null
        );
        SetWhereEmpty(
            actual.Row,
            Actual.ContractLineValueColumn,
            actual.Row.GetAttributeValue<EntityReference>(TransactionColumns.ContractLine)?.Id.ToString("d")
        );
        SetWhereEmpty(
            actual.Row,
            terms.Invoice.Customer?.LogicalName == "contact" ? TransactionColumns.ContactCustomer : TransactionColumns.AccountCustomer,
            terms.Invoice.Customer
        );
        return actual;
    }

    private PlannedActual New(string role, TransactionType type, Entity copied, Figures figures, IReadOnlyList<Source> sources, BillingStatus billingStatus)
    {
        var row = new Entity(Actual.Table, NameBasedGuid.Derive(detail.Row.Id.ToString("d"), role));
        foreach (var column in Actual.CopiedFromActual.Where(copied.Contains))
        {
            row[column] = copied[column];
        }

        if (detail.Row.Retainer is not null)
        {
            // A retainer belongs to the contract; company and project follow from that in finance.
            row.Attributes.Remove(TransactionColumns.Project);
            row.Attributes.Remove(TransactionColumns.Task);
        }

        row[TransactionColumns.Type] = new OptionSetValue((int)type);
        row[TransactionColumns.Quantity] = figures.Quantity;
        row[TransactionColumns.Price] = new Money(figures.Price);
        row[TransactionColumns.Amount] = new Money(figures.Amount);
        row[Actual.TaxAmountColumn] = figures.Tax is { } tax ? new Money(tax) : null;
        row[TransactionColumns.BillingType] = figures.BillingType is { } billingType ? new OptionSetValue((int)billingType) : null;
        row[Actual.BillingStatusColumn] = new OptionSetValue((int)billingStatus);
        row[Actual.SkipSyncColumn] = false;
        row[Actual.AccountingDateColumn] = terms.AccountingDate;
        row[Actual.InvoiceColumn] = billingStatus == BillingStatus.UnbilledSalesCreated ? null : new EntityReference(Invoice.Table, terms.Invoice.Id);
        row[Actual.ImportIdColumn] = row.Id.ToString("d");
        if (terms.Invoice.Owner is { } owner)
        {
            row[Actual.OwnerColumn] = owner;
        }

        var distinctSources = sources.Distinct().ToList();
        actuals.Add(row);
        origins.AddRange(distinctSources.Select(source => TransactionOrigin.Of(source, Actual.Table, row.Id)));
        return new PlannedActual(row, figures, distinctSources) { IsPlanned = true };
    }

    private void Connect(PlannedActual first, string firstRole, Guid second, string secondRole) =>
        connections.Add(
            TransactionConnection.Between(
                new ConnectionEnd(Actual.Table, first.Id.ToString("d"), firstRole),
                new ConnectionEnd(Actual.Table, second.ToString("d"), secondRole)
            )
        );

    private void ChangeMilestone(MilestoneStatus status)
    {
        var change = ChangeOf(detail.Milestone!.Entity);
        change[Milestone.StatusColumn] = new OptionSetValue((int)status);
        changes.Add(change);
    }

    private static Entity ChangeOf(Entity row) => new(row.LogicalName, row.Id) { RowVersion = row.RowVersion };

    private static void CopyDescriptions(Entity from, Entity to)
    {
        to[TransactionColumns.Description] = from.GetAttributeValue<string>(TransactionColumns.Description);
        to[TransactionColumns.ExternalDescription] = from.GetAttributeValue<string>(TransactionColumns.ExternalDescription);
    }

    private static void SetWhereEmpty(Entity row, string column, object? value)
    {
        if (value is not null && row.GetAttributeValue<object>(column) is null)
        {
            row[column] = value;
        }
    }
}
