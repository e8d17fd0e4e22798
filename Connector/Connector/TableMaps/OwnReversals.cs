namespace ProjectInvoice.Connector.TableMaps;

/// <summary>
/// Reversals that billing itself makes are not sent: finance takes back what an unbilled row accrued when it posts the invoice, and would take it back twice.
/// They are recognized by what they are, whoever made them: a row that reverses another one which a billed row of the same invoice bills (domain rules,
/// sections 3 and 4).
/// </summary>
/// <param name="Table">The table that ties the rows.</param>
/// <param name="Reversing">From a reversal to its original, once for each way the tie may be written.</param>
/// <param name="Billing">From a row to what bills it, likewise.</param>
/// <param name="Invoice">The lookup of these rows to the invoice that made them.</param>
/// <param name="Where">Which of the map's rows may be such reversals, by columns of the row itself.</param>
/// <param name="Certain">Which of these are reversals for certain: they wait for the tie to their original.</param>
internal sealed record OwnReversals(string Table, IReadOnlyList<Tie> Reversing, IReadOnlyList<Tie> Billing, string Invoice, string Where, string Certain);
