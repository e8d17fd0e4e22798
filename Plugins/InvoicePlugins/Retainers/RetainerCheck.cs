using System.Collections.Generic;
using System.Linq;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;
using InvoicePlugins.Facts;
using static InvoicePlugins.Retainers.RetainerErrors;

namespace InvoicePlugins.Retainers;

/// <summary>Finds what forbids the details that invoice, apply or refund retainers. Pure.</summary>
internal static class RetainerCheck
{
    /// <summary>Checks one detail against its retainer as it stands, without regard to what it uses of it.</summary>
    /// <param name="facts">The facts of the invoice.</param>
    /// <param name="detail">The detail; its class is Retainer, or it names one.</param>
    /// <param name="retainerClass">The value of transaction class Retainer; null where the environment has none.</param>
    /// <param name="record">The detail as its user knows it.</param>
    public static IEnumerable<Fault> OfDetail(BillingFacts facts, BillableDetail detail, int? retainerClass, string record)
    {
        if (retainerClass is null)
        {
            return [ClassNotSet.For(record)];
        }

        if (detail.Retainer is not { Row: var retainer })
        {
            return [Missing.For(record, detail.Row.Retainer is { } named ? named.ToString("d") : "none")];
        }

        return OfOwnColumns(detail, retainer, retainerClass.Value, record).Concat(OfOwner(facts, detail, retainer, record));
    }

    /// <summary>
    /// Checks what all details of the invoice together use of each retainer, in the order in which they use it: never more than is available, only what was
    /// invoiced before, nothing after a refund.
    /// </summary>
    /// <param name="facts">The facts of the invoice.</param>
    public static IEnumerable<Fault> OfUses(BillingFacts facts) => RetainerOrder.Of(facts.Details).SelectMany(uses => OfUses(facts, [.. uses]));

    private static IEnumerable<Fault> OfOwnColumns(BillableDetail detail, Retainer retainer, int retainerClass, string record)
    {
        if ((int?)detail.Row.Class != retainerClass)
        {
            yield return OnOtherClass.For(record, retainer.Name, detail.Row.Class);
        }

        if (detail.Row.RetainerAction is null)
        {
            yield return ActionMissing.For(record, retainer.Name);
        }

        if (detail.Row.BillingType is not (null or BillingType.Chargeable))
        {
            yield return NotChargeable.For(record, retainer.Name);
        }

        if (detail.OriginalIds.Any(id => id != retainer.OpenActual))
        {
            yield return WithOriginal.For(record, retainer.Name);
        }
    }

    private static IEnumerable<Fault> OfOwner(BillingFacts facts, BillableDetail detail, Retainer retainer, string record)
    {
        if (retainer.Contract != facts.Invoice.Contract)
        {
            yield return OfOtherContract.For(record, retainer.Name);
        }
        else if (retainer.ContractCustomer is not null && retainer.ContractCustomer != facts.ContractCustomer)
        {
            yield return OfOtherContractCustomer.For(record, retainer.Name);
        }

        if (retainer.Currency != facts.Invoice.Currency?.Id)
        {
            yield return InOtherCurrency.For(record, retainer.Name);
        }
    }

    private static List<Fault> OfUses(BillingFacts facts, IReadOnlyList<BillableDetail> uses)
    {
        var retainer = uses[0].Retainer!;
        var balance = RetainerBalance.Of(retainer);
        if (BooksDiffer(retainer, balance))
        {
            return
            [
                RetainerErrors.BooksDiffer.For(RecordName.Of(facts.Invoice, uses[0]), retainer.Row.Name, balance.Available, -(retainer.Open?.NetAmount ?? 0)),
            ];
        }

        var faults = new List<Fault>();
        foreach (var detail in uses.Where(detail => detail.Row is { Quantity: not null, Price: not null, RetainerAction: not null }))
        {
            var record = RecordName.Of(facts.Invoice, detail);
            var amount = detail.Corrected is { } correction
                ? correction.Billed?.NetAmount ?? 0
                : Figures.Of(detail, facts.Invoice.CurrencyDecimals.GetValueOrDefault()).Amount;
            var found = detail.Row.IsCorrection
                ? [.. OfCorrection(detail.Row, amount, retainer.Row, balance, record)]
                : OfUse(detail.Row.RetainerAction!.Value, amount, retainer.Row, balance, record).ToList();
            if (found.Count == 0)
            {
                balance = detail.Row.IsCorrection
                    ? AfterCorrection(detail.Row.RetainerAction!.Value, amount, balance)
                    : After(detail.Row.RetainerAction!.Value, amount, balance);
            }

            faults.AddRange(found);
        }

        return faults;
    }

    private static IEnumerable<Fault> OfUse(RetainerAction action, decimal amount, Retainer retainer, RetainerBalance balance, string record)
    {
        if (action == RetainerAction.Invoice ? amount <= 0 : amount >= 0)
        {
            yield return WrongSign.For(record, amount, action == RetainerAction.Invoice ? "positive" : "negative");
            yield break;
        }

        if (action == RetainerAction.Invoice)
        {
            if (balance.Status != RetainerStatus.Open)
            {
                yield return AlreadyInvoiced.For(record, retainer.Name);
            }
            else if (balance.Total != 0 && amount != balance.Total)
            {
                yield return AmountDiffers.For(record, retainer.Name, amount, balance.Total);
            }
        }
        else if (retainer.Status == RetainerStatus.Open)
        {
            yield return NotInvoiced.For(record, retainer.Name);
        }
        else if (action == RetainerAction.Apply && balance.Status == RetainerStatus.Refunded)
        {
            yield return AlreadyRefunded.For(record, retainer.Name);
        }
        else if (-amount > balance.Available)
        {
            yield return Exceeded.For(record, -amount, balance.Available, retainer.Name);
        }
    }

    private static IEnumerable<Fault> OfCorrection(InvoiceLineDetail detail, decimal billed, Retainer retainer, RetainerBalance balance, string record)
    {
        if (detail.Quantity is not 0 || detail.NetAmount is not (null or 0))
        {
            yield return CorrectedInPart.For(record, retainer.Name);
        }
        else if (detail.RetainerAction == RetainerAction.Invoice && balance.Available == 0)
        {
            yield return UsedUp.For(record, retainer.Name);
        }
        else if (detail.RetainerAction != RetainerAction.Invoice && balance.Used + billed < 0)
        {
            yield return RetainerErrors.BooksDiffer.For(record, retainer.Name, -billed, balance.Used);
        }
    }

    private static RetainerBalance AfterCorrection(RetainerAction action, decimal billed, RetainerBalance balance) =>
        action switch
        {
            RetainerAction.Invoice when balance.Used == 0 => balance with { Status = RetainerStatus.Open },
            RetainerAction.Invoice => balance with { Used = balance.Total, Status = RetainerStatus.Refunded },
            RetainerAction.Apply => balance with
            {
                Used = balance.Used + billed,
                Status = balance.Status == RetainerStatus.Refunded ? balance.Status : RetainerStatus.Invoiced,
            },
            _ => balance with { Used = balance.Used + billed, Status = RetainerStatus.Invoiced },
        };

    private static RetainerBalance After(RetainerAction action, decimal amount, RetainerBalance balance) =>
        action switch
        {
            RetainerAction.Invoice => balance with { Total = amount, Used = 0, Status = RetainerStatus.Invoiced },
            RetainerAction.Apply => balance with { Used = balance.Used - amount },
            _ => balance with { Used = balance.Used - amount, Status = RetainerStatus.Refunded },
        };

    // What the retainer says is left and what its open row holds are the same amount, kept in two places; where they differ, nobody knows which is right.
    private static bool BooksDiffer(RetainerFacts retainer, RetainerBalance balance)
    {
        if (balance.Available == 0)
        {
            return retainer.Row.OpenActual is not null;
        }

        return balance.Available < 0
            || balance.Used < 0
            || retainer.Open is not { Type: TransactionType.UnbilledSales, AdjustmentStatus: null } open
            || open.NetAmount != -balance.Available;
    }
}
