using System;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace InvoicePlugins.Dataverse.Tables;

/// <summary>A message to the connector, written in the transaction that it tells about (<c>pinv_integrationmessage</c>). It refers to the invoice, and copies only the keys by which finance knows it.</summary>
/// <param name="entity">The row.</param>
public sealed class IntegrationMessage(Entity entity) : Row(entity)
{
#pragma warning disable CS1591 // Column names say themselves.
    public const string Table = "pinv_integrationmessage";
    public const string NameColumn = "pinv_name";
    public const string KeyColumn = "pinv_key";
    public const string TypeColumn = "pinv_messagetype";
    public const string InvoiceColumn = "pinv_invoiceid";
    public const string StatusColumn = "pinv_status";
    public const string AttemptsColumn = "pinv_attempts";
    public const string LastErrorColumn = "pinv_lasterror";
    public const string CorrelationIdColumn = "pinv_correlationid";
    public const string SentOnColumn = "pinv_senton";
    public const string KeysColumn = "pinv_keys";
#pragma warning restore CS1591

    /// <summary>The longest text <c>pinv_lasterror</c> is given here; the column takes at least as much.</summary>
    public const int LastErrorLength = 2000;

    /// <summary>The name, for example <c>Invoice PF-1003</c>.</summary>
    public string Name => Text(NameColumn) ?? Id.ToString("d");

    /// <summary>The invoice it is about.</summary>
    public Guid? Invoice => Lookup(InvoiceColumn);

    /// <summary>Whether it has arrived.</summary>
    public IntegrationMessageStatus? Status => Choice<IntegrationMessageStatus>(StatusColumn);

    /// <summary>How often it was sent.</summary>
    public int Attempts => Entity.GetAttributeValue<int?>(AttemptsColumn) ?? 0;

    /// <summary>The correlation id of the confirmation, carried through to the posting callback.</summary>
    public string CorrelationId => Text(CorrelationIdColumn) ?? "";

    /// <summary>When it was last sent; null where it never was.</summary>
    public DateTime? SentOn => Date(SentOnColumn);

    /// <summary>Selects the message that an invoice was confirmed, with everything this class reads.</summary>
    /// <param name="invoice">The invoice.</param>
    /// <returns>The query.</returns>
    public static QueryExpression Of(Guid invoice)
    {
        var query = new QueryExpression(Table)
        {
            ColumnSet = new ColumnSet(NameColumn, InvoiceColumn, StatusColumn, AttemptsColumn, CorrelationIdColumn, SentOnColumn),
            TopCount = 1,
        };
        query.Criteria.AddCondition(InvoiceColumn, ConditionOperator.Equal, invoice);
        query.Criteria.AddCondition(TypeColumn, ConditionOperator.Equal, (int)IntegrationMessageType.InvoiceConfirmed);
        return query;
    }

    /// <summary>The message that an invoice was confirmed. Its id and key follow from the invoice, so an invoice has one.</summary>
    /// <param name="invoice">The invoice.</param>
    /// <param name="correlationId">The correlation id of the confirmation.</param>
    /// <param name="status">Pending, or Waiting where the actuals are still to come from other logic.</param>
    /// <param name="keys">The natural keys of the invoice, as JSON.</param>
    /// <returns>The row to create.</returns>
    public static Entity InvoiceConfirmed(Invoice invoice, Guid correlationId, IntegrationMessageStatus status, string keys) =>
        new(Table, NameBasedGuid.Derive(invoice.Id.ToString("d"), "InvoiceConfirmed"))
        {
            [NameColumn] = "Invoice " + invoice.Number,
            [KeyColumn] = "InvoiceConfirmed:" + invoice.Id.ToString("d"),
            [TypeColumn] = new OptionSetValue((int)IntegrationMessageType.InvoiceConfirmed),
            [InvoiceColumn] = new EntityReference(Tables.Invoice.Table, invoice.Id),
            [StatusColumn] = new OptionSetValue((int)status),
            [AttemptsColumn] = 0,
            [CorrelationIdColumn] = correlationId.ToString("d"),
            [KeysColumn] = keys,
        };
}
