using System;
using System.Collections.Generic;
using System.Linq;

namespace InvoicePlugins.Protection;

/// <summary>Tells the columns that customers add from those that have a meaning to the product.</summary>
internal static class CustomColumns
{
    // Prefixes of the products whose columns have a meaning here. Any other prefix is a custom column.
    private static readonly IReadOnlyList<string> ProductPrefixes = ["msdyn_", "pinv_", "cdm_"];

    /// <summary>Whether a customer added the column. Columns of the platform have no prefix, so no underscore; what people add always has one.</summary>
    /// <param name="column">The logical name of the column.</param>
    public static bool Has(string column) => column.IndexOf('_') > 0 && !ProductPrefixes.Any(prefix => column.StartsWith(prefix, StringComparison.Ordinal));
}
