using System;
using System.Collections.Generic;
using System.Linq;
using InvoicePlugins.Dataverse.Tables;

namespace InvoicePlugins.Confirmation.Chunks;

/// <summary>Cuts the details of an invoice into chunks. Pure.</summary>
internal static class ChunkCutting
{
    /// <summary>How many details are checked in one transaction.</summary>
    public const int DetailsPerCheck = 1000;

    /// <summary>
    /// Cuts the details for the first pass. Those that concern retainers stay together, since what one leaves of a retainer is what the next finds; so they
    /// come last, as one part.
    /// </summary>
    /// <param name="details">The details, in the order of the invoice.</param>
    /// <param name="retainerClass">The value of transaction class Retainer; null where the environment has none.</param>
    /// <returns>The parts, none of them empty.</returns>
    public static IReadOnlyList<ChunkPart> ForChecking(IReadOnlyCollection<InvoiceLineDetail> details, int? retainerClass)
    {
        var parts = details
            .Where(detail => !ConcernsRetainer(detail, retainerClass))
            .Select((detail, index) => new { detail.Id, Part = index / DetailsPerCheck })
            .GroupBy(detail => detail.Part, detail => detail.Id)
            .Select(part => new ChunkPart([.. part], IsDivisible: true))
            .ToList();

        var retainers = details.Where(detail => ConcernsRetainer(detail, retainerClass)).Select(detail => detail.Id).ToList();
        return retainers.Count == 0 ? parts : [.. parts, new ChunkPart(retainers, IsDivisible: false)];
    }

    /// <summary>Cuts a checked part for billing. A detail is never divided, so a part may go over the limit when it is a single detail.</summary>
    /// <param name="writes">How many rows each detail has to write, in order.</param>
    /// <param name="limit">How many rows a part may write.</param>
    /// <returns>The number of details of each part.</returns>
    public static IReadOnlyList<int> ForBilling(IEnumerable<int> writes, int limit)
    {
        var parts = new List<int>();
        var room = 0;
        foreach (var rows in writes)
        {
            if (parts.Count == 0 || rows > room)
            {
                parts.Add(0);
                room = limit;
            }

            parts[parts.Count - 1]++;
            room -= rows;
        }

        return parts;
    }

    /// <summary>Takes a part of some number of details after another.</summary>
    /// <param name="parts">The number of details of each part; together as many as there are details.</param>
    /// <returns>The details of each part.</returns>
    public static IEnumerable<IReadOnlyList<Guid>> Divide(IReadOnlyList<Guid> details, IEnumerable<int> parts)
    {
        var start = 0;
        foreach (var count in parts)
        {
            yield return [.. details.Skip(start).Take(count)];
            start += count;
        }
    }

    private static bool ConcernsRetainer(InvoiceLineDetail detail, int? retainerClass) =>
        detail.Retainer is not null || (retainerClass is not null && (int?)detail.Class == retainerClass);
}
