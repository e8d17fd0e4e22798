using System;
using System.Globalization;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace InvoicePlugins.Dataverse.Tables;

/// <summary>
/// A message to the connector, written in the transaction that it tells about (<c>pinv_integrationmessage</c>). It refers to the invoice, and copies only the
/// keys by which finance knows it.
/// </summary>
/// <param name="entity">The row.</param>
internal sealed class IntegrationMessage(Entity entity) : Row(entity)
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
    public const string BilledColumn = "pinv_billed";
    public const string ReasonColumn = "pinv_reason";
#pragma warning restore CS1591

    /// <summary>The longest text <c>pinv_lasterror</c> is given here; the column takes at least as much.</summary>
    public const int LastErrorLength = 2000;

    /// <summary>The longest text <c>pinv_billed</c> takes.</summary>
    public const int BilledLength = 1048576;

    /// <summary>The name, for example <c>Invoice PF-1003</c>.</summary>
    public string Name => Text(NameColumn) ?? Id.ToString("d");

    /// <summary>The invoice it is about.</summary>
    public Guid? Invoice => Lookup(InvoiceColumn);

    /// <summary>What it tells.</summary>
    public IntegrationMessageType? Type => Choice<IntegrationMessageType>(TypeColumn);

    /// <summary>What a confirmation in one transaction has made, for the case that it is withdrawn; null where chunks hold it.</summary>
    public string? Billed => Text(BilledColumn);

    /// <summary>Whether it has arrived.</summary>
    public IntegrationMessageStatus? Status => Choice<IntegrationMessageStatus>(StatusColumn);

    /// <summary>How often it was sent.</summary>
    public int Attempts => Entity.GetAttributeValue<int?>(AttemptsColumn) ?? 0;

    /// <summary>The correlation id of the confirmation, carried through to the posting callback.</summary>
    public string CorrelationId => Text(CorrelationIdColumn) ?? "";

    /// <summary>When it was last sent; null where it never was.</summary>
    public DateTime? SentOn => Date(SentOnColumn);

    /// <summary>Selects the message that an invoice was confirmed, unless that was withdrawn.</summary>
    /// <param name="columns">The columns wanted besides those that delivery needs.</param>
    public static QueryExpression Of(Guid invoice, params string[] columns)
    {
        var query = new QueryExpression(Table)
        {
            ColumnSet = new ColumnSet([NameColumn, InvoiceColumn, TypeColumn, StatusColumn, AttemptsColumn, CorrelationIdColumn, SentOnColumn, .. columns]),
            TopCount = 1,
        };
        query.Criteria.AddCondition(InvoiceColumn, ConditionOperator.Equal, invoice);
        AddConfirmed(query.Criteria);
        return query;
    }

    /// <summary>Selects the invoices that went to finance under a number: the message that they were confirmed has it in its name.</summary>
    public static QueryExpression InvoicesSentAs(string number)
    {
        var query = Tables.Invoice.Query();
        var message = query.AddLink(Table, "invoiceid", InvoiceColumn);
        message.LinkCriteria.AddCondition(NameColumn, ConditionOperator.Equal, NameOf(number));
        AddConfirmed(message.LinkCriteria);
        return query;
    }

    /// <summary>Selects the invoices that have a number and no message that they were confirmed: drafts, and what was loaded as confirmed.</summary>
    public static QueryExpression InvoicesNeverSent(string number)
    {
        var query = Tables.Invoice.Query();
        query.Criteria.AddCondition(Tables.Invoice.ProposalNumberColumn, ConditionOperator.Equal, number);
        var message = query.AddLink(Table, "invoiceid", InvoiceColumn, JoinOperator.LeftOuter);
        message.EntityAlias = "message";
        AddConfirmed(message.LinkCriteria);
        query.Criteria.AddCondition(message.EntityAlias, InvoiceColumn, ConditionOperator.Null);
        return query;
    }

    /// <summary>How many messages of a type an invoice has: the number of the next one.</summary>
    /// <param name="service">The organization service.</param>
    public static int Count(IOrganizationService service, Guid invoice, IntegrationMessageType type)
    {
        var query = new QueryExpression(Table) { ColumnSet = new ColumnSet(NameColumn) };
        query.Criteria.AddCondition(InvoiceColumn, ConditionOperator.Equal, invoice);
        query.Criteria.AddCondition(TypeColumn, ConditionOperator.Equal, (int)type);
        return service.RetrieveMultiple(query).Entities.Count;
    }

    /// <summary>The message that an invoice was confirmed. Its id and key follow from the invoice and the number, so a confirmation has one.</summary>
    /// <param name="correlationId">The correlation id of the confirmation.</param>
    /// <param name="number">How often it was confirmed and withdrawn before.</param>
    /// <param name="status">Pending, or Waiting where the actuals are still to come from other logic.</param>
    /// <param name="keys">The natural keys of the invoice, as JSON.</param>
    /// <param name="billed">What the confirmation has made; null where chunks hold it, or other logic makes it.</param>
    /// <returns>The row to create.</returns>
    public static Entity InvoiceConfirmed(Invoice invoice, Guid correlationId, int number, IntegrationMessageStatus status, string keys, string? billed)
    {
        var message = New(invoice, IntegrationMessageType.InvoiceConfirmed, number, NameOf(invoice.Number), correlationId, status);
        message[KeysColumn] = keys;
        message[BilledColumn] = billed;
        return message;
    }

    /// <summary>The message that an invoice is to be withdrawn.</summary>
    /// <param name="correlationId">The correlation id of the withdrawal.</param>
    /// <param name="number">How often that was asked for before.</param>
    /// <param name="reason">Why.</param>
    /// <returns>The row to create.</returns>
    public static Entity InvoiceWithdrawn(Invoice invoice, Guid correlationId, int number, string reason)
    {
        var message = New(
            invoice,
            IntegrationMessageType.InvoiceWithdrawn,
            number,
            "Withdrawal of invoice " + invoice.Number,
            correlationId,
            IntegrationMessageStatus.Pending
        );
        message[ReasonColumn] = reason;
        return message;
    }

    private static string NameOf(string number) => "Invoice " + number;

    private static void AddConfirmed(FilterExpression criteria)
    {
        criteria.AddCondition(TypeColumn, ConditionOperator.Equal, (int)IntegrationMessageType.InvoiceConfirmed);
        criteria.AddCondition(StatusColumn, ConditionOperator.NotEqual, (int)IntegrationMessageStatus.Withdrawn);
    }

    // The first of a kind has the id that it always had.
    private static Entity New(Invoice invoice, IntegrationMessageType type, int number, string name, Guid correlationId, IntegrationMessageStatus status)
    {
        var kind = type.ToString();
        var id = invoice.Id.ToString("d");
        var count = number.ToString(CultureInfo.InvariantCulture);
        return new Entity(Table, number == 0 ? NameBasedGuid.Derive(id, kind) : NameBasedGuid.Derive(id, kind, count))
        {
            [NameColumn] = name,
            [KeyColumn] = number == 0 ? $"{kind}:{id}" : $"{kind}:{id}:{count}",
            [TypeColumn] = new OptionSetValue((int)type),
            [InvoiceColumn] = new EntityReference(Tables.Invoice.Table, invoice.Id),
            [StatusColumn] = new OptionSetValue((int)status),
            [AttemptsColumn] = 0,
            [CorrelationIdColumn] = correlationId.ToString("d"),
        };
    }
}
