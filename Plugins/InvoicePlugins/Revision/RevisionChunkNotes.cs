using System.Runtime.Serialization;

namespace InvoicePlugins.Revision;

/// <summary>The content of <c>pinv_result</c> of a chunk that fills a corrective draft, or takes that back.</summary>
[DataContract(Name = "notes", Namespace = "")]
public sealed record RevisionChunkNotes
{
    /// <summary>What the chunk was told and has written; null in the chunks of a confirmation.</summary>
    [DataMember(Name = "revision", EmitDefaultValue = false)]
    public RevisionNotes? Revision { get; init; }
}
