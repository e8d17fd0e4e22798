namespace ProjectInvoice.ServiceDefaults.Storage;

/// <summary>Tells how much room there is where a database keeps its file.</summary>
public class FreeSpace
{
    /// <summary>Bytes that this program may still write on the volume of a file; quotas count where the system tells them.</summary>
    /// <param name="file">A path, absolute or from the current folder.</param>
    /// <exception cref="IOException">The volume is not ready.</exception>
    public virtual long BytesFor(string file)
    {
        var path = Path.GetFullPath(file);
        return new DriveInfo(OperatingSystem.IsWindows() ? Path.GetPathRoot(path)! : Path.GetDirectoryName(path)!).AvailableFreeSpace;
    }
}
