using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Runtime.Serialization;
using System.Runtime.Serialization.Json;
using System.Text;
using InvoicePlugins.Revision;

namespace InvoicePlugins.Confirmation.Chunks;

/// <summary>What a chunk was told when it was made, and what it found out: the content of <c>pinv_result</c>, as JSON.</summary>
[DataContract(Name = "notes", Namespace = "")]
public sealed record ChunkNotes
{
    private const string DayFormat = "yyyy-MM-dd";
    private const string MomentFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    private static readonly DataContractJsonSerializer Serializer = new(typeof(ChunkNotes));

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

    /// <summary>What a revision was told and has written; null in the chunks of a confirmation.</summary>
    [DataMember(Name = "revision", EmitDefaultValue = false)]
    public RevisionNotes? Revision { get; init; }

    /// <summary>What confirmation writes on the invoice itself, for the case that it has to be taken back; null in the chunks of a revision.</summary>
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
    public static ChunkNotes Parse(string? text)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text ?? "{}"));
        return (ChunkNotes)Serializer.ReadObject(stream);
    }

    /// <summary>Writes the notes.</summary>
    /// <returns>The content of the column.</returns>
    public override string ToString()
    {
        using var stream = new MemoryStream();
        Serializer.WriteObject(stream, this);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static DateTime Parse(string text, string format) =>
        DateTime.ParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
