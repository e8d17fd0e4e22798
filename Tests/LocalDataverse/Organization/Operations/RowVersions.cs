using System.Globalization;
using LocalDataverse.Faults;
using LocalDataverse.Metadata;
using LocalDataverse.Storage;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Operations;

/// <summary>Optimistic concurrency: a caller may demand that the row is still as it was read.</summary>
internal static class RowVersions
{
    public static void Demand(TableMetadata table, Row row, string? rowVersion, ConcurrencyBehavior behavior)
    {
        if (behavior != ConcurrencyBehavior.IfRowVersionMatches)
        {
            return;
        }

        if (!table.OptimisticConcurrency)
        {
            throw DataverseFault.Of(
                ErrorCode.ConcurrencyNotEnabled,
                $"Optimistic concurrency isn't enabled for table {table.LogicalName}. The IfVersionMatches value of ConcurrencyBehavior can "
                    + "only be used if optimistic concurrency is enabled."
            );
        }

        if (string.IsNullOrEmpty(rowVersion))
        {
            throw DataverseFault.Of(
                ErrorCode.VersionNotProvided,
                "The RowVersion property must be provided when the value of ConcurrencyBehavior is IfVersionMatches."
            );
        }

        if (rowVersion != row.Version.ToString(CultureInfo.InvariantCulture))
        {
            throw DataverseFault.Of(ErrorCode.VersionMismatch, "The version of the existing record doesn't match the RowVersion property provided.");
        }
    }
}
