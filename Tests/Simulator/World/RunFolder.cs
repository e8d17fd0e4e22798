namespace Simulator.World;

/// <summary>Folders for databases, in memory where the machine has a place for that.</summary>
internal static class RunFolder
{
    private const string Memory = "/dev/shm";

    public static string Create()
    {
        var parent = Directory.Exists(Memory) ? Memory : Path.GetTempPath();
        var folder = Path.Combine(parent, $"pinv-simulator-{Guid.NewGuid():N}");
        return Directory.CreateDirectory(folder).FullName;
    }
}
