using System;
using System.Collections.Generic;
using System.Runtime.Serialization;
using InvoicePlugins.Billing;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;

namespace InvoicePlugins.Revision;

/// <summary>What a chunk that fills a corrective draft was told, and what it has written.</summary>
[DataContract(Name = "revision", Namespace = "")]
public sealed record RevisionNotes
{
    /// <summary>The confirmed invoice.</summary>
    [DataMember(Name = "corrected")]
    public Guid Corrected { get; init; }

    /// <summary>Whether the details were chosen, so that one that cannot be revised is a fault and not passed over.</summary>
    [DataMember(Name = "chosen", EmitDefaultValue = false)]
    public bool AreChosen { get; init; }

    /// <summary>Whether the draft was made for the corrections, so that it goes when they are taken back.</summary>
    [DataMember(Name = "newDraft", EmitDefaultValue = false)]
    public bool IsNewDraft { get; init; }

    /// <summary>The rows written, by table; null before.</summary>
    [DataMember(Name = "created", EmitDefaultValue = false)]
    public IList<CreatedRows>? Created { get; init; }

    /// <summary>Reads the notes of a chunk; none where it belongs to a confirmation.</summary>
    internal static RevisionNotes? In(ConfirmationChunk chunk) => JsonText<RevisionChunkNotes>.Read(chunk.Result).Revision;

    /// <summary>Writes the notes.</summary>
    /// <returns>The content of the column.</returns>
    public override string ToString() => JsonText<RevisionChunkNotes>.Write(new RevisionChunkNotes { Revision = this });
}
