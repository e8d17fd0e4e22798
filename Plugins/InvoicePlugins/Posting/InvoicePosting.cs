using System;
using System.Collections.Generic;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;

namespace InvoicePlugins.Posting;

/// <summary>What finance reports about an invoice.</summary>
/// <param name="InvoiceNumber">The number of the pro forma invoice.</param>
/// <param name="Outcome">Posted, or nothing to invoice.</param>
/// <param name="CustomerInvoiceNumber">The number of the customer-facing invoice; null where there is none.</param>
/// <param name="CustomerInvoiceDate">Its date; null where there is none.</param>
/// <param name="TaxAmount">The sales tax in the invoice's currency.</param>
/// <param name="IsComplete">Whether this is the last call for the invoice.</param>
/// <param name="Actuals">What was booked for billed sales.</param>
/// <param name="Replaces">Whether what an earlier posting recorded gives way.</param>
internal sealed record InvoicePosting(
    string InvoiceNumber,
    FinanceStatus Outcome,
    string? CustomerInvoiceNumber,
    DateTime? CustomerInvoiceDate,
    decimal TaxAmount,
    bool IsComplete,
    IReadOnlyList<PostedActual> Actuals,
    bool Replaces
)
{
    /// <summary>Reads the parameters of the call.</summary>
    /// <param name="sent">The parameters.</param>
    /// <exception cref="InvalidPluginExecutionException">A parameter is missing or cannot be used.</exception>
    public static InvoicePosting From(ParameterCollection sent)
    {
        var number = new PostingParameters(sent, "Invoice posting").Text("InvoiceNumber");
        var parameters = new PostingParameters(sent, number);
        var posting = new InvoicePosting(
            number,
            parameters.Outcome("FinanceStatus"),
            parameters.OptionalText("CustomerInvoiceNumber"),
            parameters.OptionalDate("CustomerInvoiceDate"),
            parameters.Number("TaxAmount"),
            parameters.Flag("Complete"),
            parameters.Actuals("Actuals"),
            parameters.OptionalFlag(PostingParameters.Replace)
        );
        Fault.ThrowIfAny([.. posting.FaultsOfCustomerInvoice()]);
        return posting;
    }

    // The last call closes the invoice for good: what is posted has a customer invoice, what was not invoiced has none.
    private IEnumerable<Fault> FaultsOfCustomerInvoice()
    {
        if (Outcome == FinanceStatus.NothingToInvoice && CustomerInvoiceNumber is not null)
        {
            yield return PostingErrors.ParameterUnusable.For(
                InvoiceNumber,
                "CustomerInvoiceNumber",
                CustomerInvoiceNumber,
                "none, since there is nothing to invoice"
            );
        }

        if (Outcome == FinanceStatus.Posted && IsComplete && CustomerInvoiceNumber is null)
        {
            yield return PostingErrors.ParameterUnusable.For(InvoiceNumber, "CustomerInvoiceNumber", "missing", "the number of the invoice that was posted");
        }

        if (Outcome == FinanceStatus.Posted && IsComplete && CustomerInvoiceDate is null)
        {
            yield return PostingErrors.ParameterUnusable.For(InvoiceNumber, "CustomerInvoiceDate", "missing", "the date of the invoice that was posted");
        }
    }
}
