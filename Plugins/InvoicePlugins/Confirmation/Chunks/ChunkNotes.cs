using System;
using System.Collections.Generic;
using System.Globalization;
using System.Runtime.Serialization;
using InvoicePlugins.Billing;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Facts;

namespace InvoicePlugins.Confirmation.Chunks;

/// <summary>What a chunk of a confirmation was told when it was made, and what it found out: the content of <c>pinv_result</c>, as JSON.</summary>
[DataContract(Name = "notes", Namespace = "")]
public sealed record ChunkNotes
{
    private const string DayFormat = "yyyy-MM-dd";
    private const string MomentFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>The accounting date of every row made, which was settled when the confirmation began.</summary>
    public AccountingDay Accounting
    {
        get => new(Parse(AccountingDate, DayFormat), Parse(AccountingStart, MomentFormat));
        init
        {
            AccountingDate = value.Day.ToString(DayFormat, CultureInfo.InvariantCulture);
            AccountingStart = value.Start.ToString(MomentFormat, CultureInfo.InvariantCulture);
        }
    }

    /// <summary>Who pays, which was settled when the confirmation began; null where nothing told.</summary>
    [DataMember(Name = "contractCustomer", EmitDefaultValue = false)]
    public Guid? ContractCustomer { get; init; }

    /// <summary>Whether the details have to be billed in one transaction.</summary>
    [DataMember(Name = "indivisible", EmitDefaultValue = false)]
    public bool IsIndivisible { get; init; }

    /// <summary>How many faults the first pass found.</summary>
    [DataMember(Name = "faults", EmitDefaultValue = false)]
    public int Faults { get; init; }

    /// <summary>How many details are billed in each transaction; null before the first pass, and where it found faults.</summary>
    [DataMember(Name = "parts", EmitDefaultValue = false)]
    public IList<int>? Parts { get; init; }

    /// <summary>The totals of the details; null before the first pass, and where it found faults.</summary>
    [DataMember(Name = "totals", EmitDefaultValue = false)]
    public InvoiceTotals? Totals { get; init; }

    /// <summary>What confirmation writes on the invoice itself, for the case that it has to be taken back;</summary>
    [DataMember(Name = "header", EmitDefaultValue = false)]
    public IList<ChangedColumn>? Header { get; init; }

    /// <summary>What was billed, for the case that it has to be taken back; null before.</summary>
    [DataMember(Name = "billed", EmitDefaultValue = false)]
    public BillingRecord? Billed { get; init; }

    /// <summary>The accounting date as it is written.</summary>
    [DataMember(Name = "accountingDate")]
    public string AccountingDate { get; init; } = "";

    /// <summary>When it begins, as it is written.</summary>
    [DataMember(Name = "accountingStart")]
    public string AccountingStart { get; init; } = "";

    /// <summary>Reads the notes of a chunk.</summary>
    /// <param name="text">The content of the column.</param>
    public static ChunkNotes Parse(string? text) => JsonText<ChunkNotes>.Read(text);

    /// <summary>Writes the notes.</summary>
    /// <returns>The content of the column.</returns>
    public override string ToString() => JsonText<ChunkNotes>.Write(this);

    private static DateTime Parse(string text, string format) =>
        DateTime.ParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
