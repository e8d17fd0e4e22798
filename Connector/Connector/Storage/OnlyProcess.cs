namespace ProjectInvoice.Connector.Storage;

/// <summary>Keeps a second process from a SQLite file. The lock is the operating system's and ends with the process that holds it.</summary>
internal sealed class OnlyProcess : IDisposable
{
    private FileStream? held;

    /// <param name="file">The database.</param>
    /// <exception cref="ConnectorException">PINV3026: another process works on it.</exception>
    public void Hold(string file)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = 1,
            Options = FileOptions.DeleteOnClose,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            held ??= new FileStream($"{file}-process", options);
        }
        catch (IOException exception) when (File.Exists($"{file}-process"))
        {
            throw new ConnectorException(StorageErrors.InUse.For(StorageFailure.Record), exception);
        }
    }

    public void Dispose() => held?.Dispose();
}
