using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Simulator.Faults;

/// <summary>A database past the program that owns it.</summary>
internal static class DatabaseFile
{
    public static void Execute(string file, string sql) => Ask(file, sql);

    public static long Count(string file, string table) => Convert.ToInt64(Ask(file, $"SELECT COUNT(*) FROM {table}"), CultureInfo.InvariantCulture);

    private static object? Ask(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
