using Simulator.Hosts;
using Simulator.Runs;
using Simulator.World;

namespace Simulator.Faults;

/// <summary>Backups of connector and finance, and what comes back from them.</summary>
internal sealed class Backups(RunningParts parts, FaultPlan plan, Action<string> log)
{
    /// <summary>What finance gives numbers to: where one of these was lost, a person has to post it again under its number.</summary>
    private static readonly string[] Numbered = ["LedgerVoucher", "PostedInvoice"];

    public async Task TakeOrRestoreAsync()
    {
        var (file, part) = plan.Of<(string, Part)>([(parts.Connector.File, parts.Connector), (parts.Finance.File, parts.Finance)]);
        var backup = parts.BackupOf(file);
        if (!File.Exists(backup))
        {
            log($"backup of {part.Name}");
            await PreparedWorld.CopyAsync(file, backup);
            return;
        }

        if (part == parts.Finance && Array.Exists(Numbered, table => DatabaseFile.Count(backup, table) != DatabaseFile.Count(file, table)))
        {
            log("finance has posted since its backup");
            return;
        }

        log($"{part.Name} comes back from its backup");
        part.Bury();
        await PreparedWorld.CopyAsync(backup, file);
        await part.StartAsync();
    }
}
