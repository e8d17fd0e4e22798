using System;
using System.Collections.Generic;
using System.Linq;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;

namespace InvoicePlugins.Revision;

/// <summary>On which lines of a draft the corrections stand. Pure.</summary>
internal sealed class CorrectiveLines
{
    private readonly Dictionary<Guid, Guid> lineFor = [];
    private readonly List<Entity> added = [];

    private CorrectiveLines() { }

    /// <summary>The lines that the draft still needs.</summary>
    public IReadOnlyList<Entity> New => added;

    /// <summary>
    /// Finds or adds a line for each line that is corrected: one copied from it before, else one of the draft for the same contract line billed in the same
    /// way, else a copy. Lines are told apart by their ids, never by their numbers, which nothing keeps unique.
    /// </summary>
    /// <param name="corrected">The lines of the confirmed invoice.</param>
    /// <param name="existing">The lines of the draft.</param>
    public static CorrectiveLines For(IReadOnlyList<InvoiceLine> corrected, Guid draft, IReadOnlyList<InvoiceLine> existing)
    {
        var lines = new CorrectiveLines();
        var numbers = new HashSet<int>(existing.Select(line => line.LineNumber).OfType<int>());
        foreach (var line in corrected.OrderBy(line => line.LineNumber ?? int.MaxValue).ThenBy(line => line.Id))
        {
            var copy = NameBasedGuid.Derive(draft.ToString("d"), line.Id.ToString("d"));
            var found =
                existing.FirstOrDefault(other => other.Id == copy)
                ?? existing.Where(other => IsForTheSame(line, other)).OrderBy(other => other.Id).FirstOrDefault();
            if (found is null)
            {
                lines.added.Add(line.CopyTo(copy, draft, Free(line.LineNumber, numbers)));
            }

            lines.lineFor[line.Id] = found?.Id ?? copy;
        }

        return lines;
    }

    /// <summary>The line of the draft on which a correction stands.</summary>
    /// <param name="corrected">The line of the confirmed invoice.</param>
    /// <returns>The line of the draft.</returns>
    public Guid LineFor(Guid corrected) => lineFor[corrected];

    private static bool IsForTheSame(InvoiceLine line, InvoiceLine other) =>
        line.ContractLine is not null && other.ContractLine == line.ContractLine && other.BillingMethod == line.BillingMethod && !other.IsProduct;

    private static int? Free(int? wanted, HashSet<int> numbers)
    {
        if (wanted is not { } number)
        {
            return null;
        }

        number = numbers.Contains(number) ? numbers.Max() + 1 : number;
        numbers.Add(number);
        return number;
    }
}
