using Microsoft.EntityFrameworkCore;

namespace ProjectInvoice.ServiceDefaults.Storage;

/// <summary>Text of a PostgreSQL database as SQLite has it.</summary>
public static class OrdinalText
{
    // Ordered by its bytes whatever the locale of the server, and with small letters for capitals of ASCII alone.
    private const string Ordinal = "C";

    /// <summary>Lets every column of text be compared and ordered by its bytes, and declares no length of any.</summary>
    /// <param name="modelBuilder">The model, otherwise complete.</param>
    public static void UseOrdinalText(this ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()))
        {
            if ((property.GetValueConverter()?.ProviderClrType ?? property.GetProviderClrType() ?? property.ClrType) == typeof(string))
            {
                property.SetCollation(Ordinal);

                // Of a column of declared length PostgreSQL takes half for its usual width: a wide table would look empty to it until its statistics are
                // gathered, and plans would read it whole. Lengths are kept where rows come in.
                // https://github.com/postgres/postgres/blob/REL_15_STABLE/src/backend/utils/cache/lsyscache.c (get_typavgwidth)
                property.SetMaxLength(null);
            }
        }
    }
}
