using Microsoft.Data.Sqlite;

namespace EndToEnd.Tests.Restore;

/// <summary>The database of a host, as an administrator backs it up, restores and loses it.</summary>
internal static class DatabaseFile
{
    /// <summary>While the host runs.</summary>
    public static void BackUp(string file, string copy)
    {
        using var source = new SqliteConnection($"Data Source={file};Pooling=False");
        using var target = new SqliteConnection($"Data Source={copy};Pooling=False");
        source.Open();
        target.Open();
        source.BackupDatabase(target);
    }

    /// <summary>While the host is stopped.</summary>
    public static void Restore(string copy, string file)
    {
        Lose(file);
        File.Copy(copy, file);
    }

    /// <summary>While the host is stopped.</summary>
    public static void Lose(string file)
    {
        // A connection that stays open in this process would go on with the file that is gone.
        SqliteConnection.ClearAllPools();
        foreach (var name in new[] { file, file + "-wal", file + "-shm" })
        {
            File.Delete(name);
        }
    }
}
