using System;
using System.Collections.Generic;
using System.Linq;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;
using InvoicePlugins.Facts;
using static InvoicePlugins.Checks.CorrectionErrors;

namespace InvoicePlugins.Checks;

/// <summary>Finds what forbids a corrective detail. Pure. What holds for every detail, <see cref="ConfirmationCheck"/> has checked.</summary>
internal static class CorrectionCheck
{
    /// <summary>Checks a corrective detail.</summary>
    /// <param name="facts">The facts of the invoice.</param>
    /// <param name="correction">What it corrects.</param>
    /// <param name="record">The detail as its user knows it.</param>
    public static IEnumerable<Fault> Of(BillingFacts facts, BillableDetail detail, Correction correction, string record)
    {
        if (correction.BilledIds.Count != 1)
        {
            return [correction.BilledIds.Count == 0 ? NothingCorrected.For(record) : SeveralCorrected.For(record, correction.BilledIds.Count)];
        }

        if (correction.Billed is not { } billed)
        {
            return [CorrectedGone.For(record, correction.BilledIds[0])];
        }

        return OfState(detail, correction, billed, record)
            .Concat(OfOwner(facts, billed, record))
            .Concat(OfChange(detail, billed, record))
            .Concat(detail.Row.Class == TransactionClass.Milestone ? OfMilestone(facts, detail, correction, record) : OfAmount(facts, detail, billed, record));
    }

    private static IEnumerable<Fault> OfState(BillableDetail detail, Correction correction, Actual billed, string record)
    {
        if (detail.OriginalIds.Count > 0)
        {
            yield return CorrectsAndBills.For(record);
        }

        if (billed.Type != TransactionType.BilledSales)
        {
            yield return CorrectedNotBilledSales.For(record, billed.Id);
            yield break;
        }

        if (billed.AdjustmentStatus == AdjustmentStatus.Unadjustable)
        {
            yield return CorrectedIsReversal.For(record, billed.Id);
        }
        else if (billed.AdjustmentStatus is not null)
        {
            yield return CorrectedAlready.For(record, billed.Id);
        }

        if (correction.UnbilledCount > 1)
        {
            yield return SeveralUnbilled.For(record, billed.Id, correction.UnbilledCount);
        }
    }

    private static IEnumerable<Fault> OfOwner(BillingFacts facts, Actual billed, string record)
    {
        if (Differs(billed.Contract, facts.Invoice.Contract))
        {
            yield return CorrectedOfOtherContract.For(record, billed.Id);
        }
        else if (billed.ContractCustomer is null)
        {
            yield return CorrectedWithoutContractCustomer.For(record, billed.Id);
        }
        else if (billed.ContractCustomer != facts.ContractCustomer || !facts.HasContractCustomer(billed.ContractCustomer.Value))
        {
            yield return CorrectedOfOtherContractCustomer.For(record, billed.Id);
        }

        if (Differs(billed.Customer, facts.Invoice.Customer?.Id))
        {
            yield return CorrectedOfOtherCustomer.For(record, billed.Id);
        }

        if (billed.Currency != facts.Invoice.Currency?.Id)
        {
            yield return CorrectedInOtherCurrency.For(record, billed.Id);
        }
    }

    private static IEnumerable<Fault> OfChange(BillableDetail detail, Actual billed, string record)
    {
        if (detail.Row.Class != billed.Class)
        {
            yield return ClassChanged.For(record, billed.Id);
        }

        if (detail.Row.BillingType is { } billingType && billingType != billed.BillingType)
        {
            yield return BillingTypeChanged.For(record);
        }

        if (detail.Row.Quantity is not { } quantity || quantity == 0)
        {
            yield break;
        }

        if (quantity * billed.Quantity < 0)
        {
            yield return SignChanged.For(record, quantity, billed.Quantity);
        }

        if (!ChangesWork(detail, billed) && !ChangesTax(detail, billed))
        {
            yield return NothingChanged.For(record);
        }
    }

    private static IEnumerable<Fault> OfAmount(BillingFacts facts, BillableDetail detail, Actual billed, string record)
    {
        if (detail.Row is not { Quantity: { } quantity, Price: { } price })
        {
            yield break;
        }

        // Taking back is always possible: it needs no amount of its own.
        if (
            quantity != 0
            && ChangesWork(detail, billed)
            && !(FollowsFromQuantityAndPrice(detail.Row.AmountMethod) && FollowsFromQuantityAndPrice(billed.AmountMethod))
        )
        {
            yield return ConfirmationErrors.AmountMethodNotEditable.For(
                record,
                FollowsFromQuantityAndPrice(detail.Row.AmountMethod) ? billed.AmountMethod : detail.Row.AmountMethod
            );
        }
        else if (detail.Row.NetAmount is { } amount && facts.Invoice.CurrencyDecimals is { } decimals)
        {
            var expected =
                quantity == 0 ? 0
                : ChangesWork(detail, billed) ? MoneyRounding.Round(quantity * price, decimals)
                : billed.NetAmount;
            if (!FormCheck.Explains(amount, expected, decimals))
            {
                yield return ConfirmationErrors.AmountUnexplained.For(record, amount, expected);
            }
        }
    }

    private static IEnumerable<Fault> OfMilestone(BillingFacts facts, BillableDetail detail, Correction correction, string record)
    {
        if (detail.Row.Quantity is not null and not 0 || detail.Row.NetAmount is not null and not 0)
        {
            yield return MilestoneInPart.For(record);
        }

        if (detail.Row.Milestone is { } named && correction.Detail?.Milestone is { } corrected && named != corrected)
        {
            yield return OtherMilestone.For(record);
        }

        if (detail.Milestone is not { } milestone)
        {
            yield return MilestoneGone.For(record);
            yield break;
        }

        if (milestone.Status != MilestoneStatus.CustomerInvoicePosted)
        {
            yield return MilestoneNotBilled.For(record, milestone.Name);
        }

        if (Differs(milestone.Contract, facts.Invoice.Contract))
        {
            yield return MilestoneOfOtherContract.For(record, milestone.Name);
        }
    }

    private static bool ChangesWork(BillableDetail detail, Actual billed) => detail.Row.Quantity != billed.Quantity || detail.Row.Price != billed.Price;

    // Left empty, the tax stays what it was.
    private static bool ChangesTax(BillableDetail detail, Actual billed) => detail.Row.TaxAmount is { } tax && tax != billed.TaxAmount.GetValueOrDefault();

    private static bool FollowsFromQuantityAndPrice(AmountMethod? method) => method is null or AmountMethod.MultiplyQuantityByPrice;

    // A column left empty contradicts nothing.
    private static bool Differs(Guid? own, Guid? expected) => own is not null && expected is not null && own != expected;
}
