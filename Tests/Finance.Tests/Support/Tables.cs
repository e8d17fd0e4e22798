using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using ProjectInvoice.Finance.Setup;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Tests.Support;

/// <summary>Every row of every table of a database as text.</summary>
internal static class Tables
{
    /// <summary>
    /// The rows, sorted. What the database numbers by itself is left out, since a rollback leaves gaps in it on some databases; and so is the stamp of the
    /// set-up, which is another one after each change.
    /// </summary>
    public static async Task<List<string>> AllAsync(FinanceDatabase database)
    {
        await using var context = await database.ReadAsync(CancellationToken.None);
        var rows = new List<string>();
        foreach (
            var table in context
                .Model.GetEntityTypes()
                .Where(entity => entity.GetTableName() is not null && entity.ClrType != typeof(SetupStamp))
                .OrderBy(entity => entity.GetTableName(), StringComparer.Ordinal)
        )
        {
            await ReadAsync(context, table, rows);
        }

        rows.Sort(StringComparer.Ordinal);
        return rows;
    }

    private static async Task ReadAsync(FinanceContext context, IEntityType table, List<string> rows)
    {
        var columns = table
            .GetProperties()
            .Where(property => !(property.ValueGenerated == ValueGenerated.OnAdd && property.ClrType == typeof(long)))
            .Select(property => property.GetColumnName())
            .ToList();
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.Transaction = (DbTransaction)
            ((Microsoft.EntityFrameworkCore.Infrastructure.IInfrastructure<DbTransaction>)context.Database.CurrentTransaction!).Instance;
        command.CommandText = $"SELECT {string.Join(", ", columns.Select(column => $"\"{column}\""))} FROM \"{table.GetTableName()}\"";
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            var values = columns.Select((column, index) => $"{column}={Convert.ToString(reader.GetValue(index), CultureInfo.InvariantCulture)}");
            rows.Add($"{table.GetTableName()} {string.Join('|', values)}");
        }
    }
}
