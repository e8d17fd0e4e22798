using System;
using System.Collections.Generic;

namespace InvoicePlugins.Confirmation.Chunks;

/// <summary>Details that go through a confirmation together.</summary>
/// <param name="Details">The details, in the order of the invoice.</param>
/// <param name="IsDivisible">Whether they may be billed in several transactions.</param>
internal sealed record ChunkPart(IReadOnlyList<Guid> Details, bool IsDivisible);
