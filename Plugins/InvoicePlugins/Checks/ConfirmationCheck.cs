using System;
using System.Collections.Generic;
using System.Linq;
using InvoicePlugins.Billing;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;
using InvoicePlugins.Facts;
using InvoicePlugins.Retainers;
using static InvoicePlugins.Checks.ConfirmationErrors;

namespace InvoicePlugins.Checks;

/// <summary>Finds everything that forbids a confirmation. Pure: the same facts give the same faults in the same order.</summary>
internal static class ConfirmationCheck
{
    /// <summary>Checks the status before the update.</summary>
    /// <param name="invoice">The invoice as it stands.</param>
    /// <param name="isTurnInBulk">Whether it is scheduled for just this confirmation.</param>
    public static IReadOnlyCollection<Fault> OfStatus(Invoice invoice, bool isTurnInBulk = false) =>
        invoice.Status switch
        {
            ProjectInvoiceStatus.Draft or ProjectInvoiceStatus.InReview => isTurnInBulk
            && invoice is { ConfirmationStatus: ConfirmationStatus.Scheduled, IsPartlyBilled: false }
                ? []
                : OfRepetition(invoice),
            ProjectInvoiceStatus.Confirmed => [AlreadyConfirmed.For(invoice.Number)],
            ProjectInvoiceStatus.Paid => [StatusNotConfirmable.For(invoice.Number, "Invoice Paid")],
            var other => [StatusNotConfirmable.For(invoice.Number, other is null ? "empty" : (int)other)],
        };

    /// <summary>Checks, inside the transaction, that no other confirmation came first.</summary>
    /// <param name="invoice">The invoice as it stands.</param>
    public static IReadOnlyCollection<Fault> OfRepetition(Invoice invoice) =>
        invoice switch
        {
            { IsBusy: true } => [Running.For(invoice.Number, invoice.ConfirmationStatus, invoice.ConfirmationProgress)],
            { IsPartlyBilled: true } => [PartlyBilled.For(invoice.Number)],
            { ConfirmationStatus: null or ConfirmationStatus.None or ConfirmationStatus.Failed } => [],
            _ => [AlreadyConfirmed.For(invoice.Number)],
        };

    /// <summary>Checks header, lines and details.</summary>
    /// <param name="facts">The facts of the invoice.</param>
    /// <param name="retainerClass">The value of transaction class Retainer; null where the environment has none.</param>
    /// <returns>The faults, header first, then in the order of the lines.</returns>
    public static IReadOnlyCollection<Fault> Of(BillingFacts facts, int? retainerClass) =>
        [
            .. facts.Details.Count == 0 ? [NoDetails.For(facts.Invoice.Number)] : Array.Empty<Fault>(),
            .. OfHead(facts),
            .. facts.Details.SelectMany(detail => OfDetail(facts, detail, retainerClass)),
            .. RetainerCheck.OfUses(facts),
            .. BilledTwice(facts),
        ];

    /// <summary>Checks what only the whole invoice can tell, however many details it has.</summary>
    /// <param name="totals">The totals of all its details.</param>
    /// <param name="limits">The not-to-exceed limits of its contract and contract customer.</param>
    public static IReadOnlyCollection<Fault> OfTotals(Invoice invoice, InvoiceTotals totals, IReadOnlyList<NotToExceed> limits) =>
        [.. TotalsCheck.Of(invoice, totals, limits)];

    /// <summary>Checks header and lines, but no details.</summary>
    /// <param name="facts">The facts; details are not needed.</param>
    public static IReadOnlyCollection<Fault> OfHead(BillingFacts facts) =>
        [
            .. OfHeader(facts),
            .. facts
                .Lines.Where(line => line.IsProduct)
                .OrderBy(line => line.LineNumber)
                .Select(line => ProductLineNotSupported.For(RecordName.Of(facts.Invoice, line))),
            .. facts
                .Lines.Where(line => Differs(line.ContractOfContractLine, facts.Invoice.Contract))
                .OrderBy(line => line.LineNumber)
                .Select(line => ContractLineOfOtherContract.For(RecordName.Of(facts.Invoice, line))),
        ];

    /// <summary>Checks the header alone.</summary>
    /// <param name="facts">The facts; lines and details are not needed.</param>
    public static IReadOnlyCollection<Fault> OfHeader(BillingFacts facts) =>
        [.. HeaderFaults(facts), .. StateCheck.OfHeader(facts), .. FormCheck.OfHeader(facts)];

    private static IEnumerable<Fault> HeaderFaults(BillingFacts facts)
    {
        if (facts.Invoice.CurrencyDecimals is null)
        {
            yield return InvoiceWithoutCurrency.For(facts.Invoice.Number);
        }

        if (facts.Invoice.Contract is null)
        {
            yield return InvoiceWithoutContract.For(facts.Invoice.Number);
        }
        else if (facts.ContractCustomers.Count == 0)
        {
            yield return NoContractCustomer.For(facts.Invoice.Number);
        }
        else if (facts.Invoice.ContractCustomer is { } payer && !facts.HasContractCustomer(payer))
        {
            yield return ContractCustomerOfOtherContract.For(facts.Invoice.Number);
        }

        if (facts.Invoice is { ProposalNumber: null, InvoiceNumber: null })
        {
            yield return NoNumber.For(facts.Invoice.Number);
        }
        else if (facts.IsNumberTaken)
        {
            yield return NumberTaken.For(facts.Invoice.Number, facts.Invoice.Number);
        }
    }

    private static IEnumerable<Fault> OfDetail(BillingFacts facts, BillableDetail detail, int? retainerClass)
    {
        var record = RecordName.Of(facts.Invoice, detail);
        if (Unsupported(detail.Row, retainerClass) is { } unsupported)
        {
            return [unsupported.For(record, detail.Row.Class)];
        }

        var own = OfOwnColumns(facts, detail, record).Concat(StateCheck.OfDetail(detail, record)).Concat(FormCheck.OfDetail(facts, detail, record));
        return detail switch
        {
            _ when ConcernsRetainer(detail.Row, retainerClass) => own.Concat(OfRetainer(facts, detail, retainerClass, record)),
            { Corrected: { } correction } => own.Concat(CorrectionCheck.Of(facts, detail, correction, record)),
            { Row.Class: TransactionClass.Milestone } => own.Concat(OfMilestone(facts, detail, record)),
            { OriginalIds.Count: > 0 } => own.Concat(OfOriginal(facts, detail, record)),
            _ => own.Concat(OfAddedByHand(facts, detail, record)),
        };
    }

    private static ErrorCode? Unsupported(InvoiceLineDetail detail, int? retainerClass) =>
        detail switch
        {
            { Class: null } => NoClass,
            _ when ConcernsRetainer(detail, retainerClass) => null,
            { Class: TransactionClass.Time or TransactionClass.Expense or TransactionClass.Material or TransactionClass.Milestone or TransactionClass.Fee } =>
                null,
            _ => ClassNotBilled,
        };

    private static bool ConcernsRetainer(InvoiceLineDetail detail, int? retainerClass) =>
        detail.Retainer is not null || (retainerClass is not null && (int?)detail.Class == retainerClass);

    private static IEnumerable<Fault> OfRetainer(BillingFacts facts, BillableDetail detail, int? retainerClass, string record)
    {
        var faults = RetainerCheck
            .OfDetail(facts, detail, retainerClass, record)
            .Concat(detail.Corrected is { } correction ? CorrectionCheck.Of(facts, detail, correction, record) : OfOwnFigures(facts, detail, record));
        return facts.ContractCustomer is null && facts.ContractCustomers.Count > 1
            ? faults.Concat([ContractCustomerUnclear.For(record, facts.ContractCustomers.Count)])
            : faults;
    }

    private static IEnumerable<Fault> OfOwnColumns(BillingFacts facts, BillableDetail detail, string record)
    {
        if (detail.Line is null || detail.Row.Invoice is { } named && named != facts.Invoice.Id)
        {
            yield return NotOnALine.For(record);
        }

        if (detail.Row.Quantity is null)
        {
            yield return NoQuantity.For(record);
        }

        if (detail.Row.Price is null)
        {
            yield return NoPrice.For(record);
        }

        if (detail.Row.Currency is null)
        {
            yield return NoCurrency.For(record);
        }
        else if (Differs(detail.Row.Currency, facts.Invoice.Currency?.Id))
        {
            yield return OtherCurrency.For(record);
        }

        if (Differs(detail.Row.Contract, facts.Invoice.Contract))
        {
            yield return OtherContract.For(record);
        }

        if (detail.Row.Milestone is not null && detail.Row.Class != TransactionClass.Milestone)
        {
            yield return MilestoneOnOtherClass.For(record, detail.Row.Class);
        }
    }

    private static IEnumerable<Fault> OfOriginal(BillingFacts facts, BillableDetail detail, string record)
    {
        if (detail.OriginalIds.Count > 1)
        {
            return [SeveralOriginals.For(record, detail.OriginalIds.Count)];
        }

        if (detail.Original is not { } original)
        {
            return [OriginalGone.For(record, detail.OriginalIds[0])];
        }

        return OfOriginalState(original, record).Concat(OfOriginalOwner(facts, original, record)).Concat(OfEdit(facts, detail, original, record));
    }

    private static IEnumerable<Fault> OfOriginalState(Actual original, string record)
    {
        if (original.Type != TransactionType.UnbilledSales)
        {
            yield return OriginalNotUnbilledSales.For(record, original.Id);
            yield break;
        }

        if (original.AdjustmentStatus is not null)
        {
            yield return OriginalAdjusted.For(record, original.Id);
        }
        else if (original.BillingStatus is BillingStatus.CustomerInvoicePosted or BillingStatus.Canceled or BillingStatus.WorkOrderClosedPosted)
        {
            yield return OriginalAlreadyBilled.For(record, original.Id);
        }
        else if (original.BillingStatus != BillingStatus.CustomerInvoiceCreated)
        {
            yield return OriginalNotTaken.For(record, original.Id);
        }
    }

    private static IEnumerable<Fault> OfOriginalOwner(BillingFacts facts, Actual original, string record)
    {
        if (Differs(original.Contract, facts.Invoice.Contract))
        {
            yield return OriginalOfOtherContract.For(record, original.Id);
        }
        else if (original.ContractCustomer is null)
        {
            yield return OriginalWithoutContractCustomer.For(record, original.Id);
        }
        else if (original.ContractCustomer != facts.ContractCustomer || !facts.HasContractCustomer(original.ContractCustomer.Value))
        {
            yield return OriginalOfOtherContractCustomer.For(record, original.Id);
        }

        if (Differs(original.Customer, facts.Invoice.Customer?.Id))
        {
            yield return OriginalOfOtherCustomer.For(record, original.Id);
        }

        if (original.Currency != facts.Invoice.Currency?.Id)
        {
            yield return OriginalInOtherCurrency.For(record, original.Id);
        }
    }

    private static IEnumerable<Fault> OfEdit(BillingFacts facts, BillableDetail detail, Actual original, string record)
    {
        if (detail.Row.Class != original.Class)
        {
            yield return ClassChanged.For(record, original.Id);
        }

        if (detail.Row is not { Quantity: { } quantity, Price: { } price })
        {
            yield break;
        }

        if (quantity * original.Quantity < 0)
        {
            yield return SignChanged.For(record, quantity, original.Quantity);
        }

        if (detail.IsEdited && !FollowsFromQuantityAndPrice(detail, original))
        {
            yield return AmountMethodNotEditable.For(record, FollowsFromQuantityAndPrice(detail) ? original.AmountMethod : detail.Row.AmountMethod);
        }
        else if (detail.Row.NetAmount is { } amount && facts.Invoice.CurrencyDecimals is { } decimals)
        {
            var expected =
                detail.IsEdited && (quantity != original.Quantity || price != original.Price)
                    ? MoneyRounding.Round(quantity * price, decimals)
                    : original.NetAmount;
            if (!FormCheck.Explains(amount, expected, decimals))
            {
                yield return AmountUnexplained.For(record, amount, expected);
            }
        }
    }

    private static IEnumerable<Fault> OfAddedByHand(BillingFacts facts, BillableDetail detail, string record)
    {
        if (detail.Line is not null && detail.Line.BillingMethod is null)
        {
            yield return NoBillingMethod.For(record);
        }

        if (facts.ContractCustomer is null && facts.ContractCustomers.Count > 1)
        {
            yield return ContractCustomerUnclear.For(record, facts.ContractCustomers.Count);
        }

        foreach (var fault in OfOwnFigures(facts, detail, record))
        {
            yield return fault;
        }
    }

    // Where no actual stands behind a detail, its own columns are all there is.
    private static IEnumerable<Fault> OfOwnFigures(BillingFacts facts, BillableDetail detail, string record)
    {
        if (detail.Row.BillingType is null)
        {
            yield return NoBillingType.For(record);
        }

        if (detail.Row.NetAmount is not { } amount)
        {
            if (!FollowsFromQuantityAndPrice(detail))
            {
                yield return NoAmount.For(record, detail.Row.AmountMethod);
            }
        }
        else if (detail.Row is { Quantity: { } quantity, Price: { } price } && facts.Invoice.CurrencyDecimals is { } decimals)
        {
            var expected = MoneyRounding.Round(FollowsFromQuantityAndPrice(detail) ? quantity * price : amount, decimals);
            if (!FormCheck.Explains(amount, expected, decimals))
            {
                yield return AmountUnexplained.For(record, amount, expected);
            }
        }
    }

    private static IEnumerable<Fault> OfMilestone(BillingFacts facts, BillableDetail detail, string record)
    {
        if (detail.OriginalIds.Count > 0)
        {
            yield return MilestoneWithOriginal.For(record);
        }

        if (facts.ContractCustomer is null && facts.ContractCustomers.Count > 1)
        {
            yield return ContractCustomerUnclear.For(record, facts.ContractCustomers.Count);
        }

        foreach (var fault in OfOwnFigures(facts, detail, record))
        {
            yield return fault;
        }

        if (detail.Row.Milestone is not { } named)
        {
            yield return NoMilestone.For(record);
            yield break;
        }

        if (detail.Milestone is not { } milestone)
        {
            yield return MilestoneGone.For(record, named);
            yield break;
        }

        if (milestone.Status != MilestoneStatus.CustomerInvoiceCreated)
        {
            yield return MilestoneNotTaken.For(record, milestone.Name);
        }

        if (Differs(milestone.Contract, facts.Invoice.Contract))
        {
            yield return MilestoneOfOtherContract.For(record, milestone.Name);
        }

        if (
            detail.Row is { Quantity: not null, Price: not null }
            && milestone.NetAmount is { } agreed
            && facts.Invoice.CurrencyDecimals is { } decimals
            && Figures.Of(detail, decimals).Amount != agreed
        )
        {
            yield return MilestoneAmountDiffers.For(record, milestone.Name, Figures.Of(detail, decimals).Amount, agreed);
        }

        if (Differs(milestone.Currency, facts.Invoice.Currency?.Id))
        {
            yield return MilestoneInOtherCurrency.For(record, milestone.Name);
        }
    }

    private static IEnumerable<Fault> BilledTwice(BillingFacts facts) =>
        Repeated(facts, detail => detail.Original?.Id)
            .Select(twice => OriginalBilledTwice.For(RecordName.Of(facts.Invoice, twice), twice.Original!.Id))
            .Concat(
                Repeated(facts, detail => detail.Corrected?.Billed?.Id)
                    .Select(twice => CorrectionErrors.CorrectedTwice.For(RecordName.Of(facts.Invoice, twice), twice.Corrected!.Billed!.Id))
            )
            .Concat(
                Repeated(facts, detail => detail.Corrected is null ? detail.Milestone?.Id : null)
                    .Select(twice => MilestoneBilledTwice.For(RecordName.Of(facts.Invoice, twice), twice.Milestone!.Name))
            );

    private static IEnumerable<BillableDetail> Repeated(BillingFacts facts, Func<BillableDetail, Guid?> what) =>
        facts
            .Details.Where(detail => what(detail) is not null)
            .GroupBy(what)
            .SelectMany(same => same.Where((detail, index) => index > 0 || detail.IsBilledBefore));

    private static bool FollowsFromQuantityAndPrice(BillableDetail detail) => detail.Row.AmountMethod is null or AmountMethod.MultiplyQuantityByPrice;

    // What a reduction leaves is computed from the original's amount, so that has to follow from quantity and price as well.
    private static bool FollowsFromQuantityAndPrice(BillableDetail detail, Actual original) =>
        FollowsFromQuantityAndPrice(detail) && original.AmountMethod is (null or AmountMethod.MultiplyQuantityByPrice);

    // A column left empty contradicts nothing.
    private static bool Differs(Guid? own, Guid? expected) => own is not null && expected is not null && own != expected;
}
