using ArchUnitNET.Domain;
using ArchUnitNET.Loader;

namespace Solution.Tests.Architecture;

/// <summary>The rooms of a part, which are the first folders below its root namespace, and who knows whom.</summary>
internal sealed class Rooms
{
    private readonly string root;
    private readonly ILookup<(string From, string To), string> doors;

    /// <param name="assembly">File of the built assembly.</param>
    /// <param name="root">Its root namespace.</param>
    public Rooms(string assembly, string root)
    {
        this.root = root + ".";
        var architecture = new ArchLoader().LoadFilteredDirectory(Path.GetDirectoryName(assembly), Path.GetFileName(assembly)).Build();
        Names = [.. architecture.Types.Select(RoomOf).OfType<string>().Distinct().Order(StringComparer.Ordinal)];
        doors = architecture
            .Types.SelectMany(type => type.Dependencies)
            .Select(door => (From: RoomOf(door.Origin), To: RoomOf(door.Target), Through: $"{door.Origin.Name} knows {door.Target.Name}"))
            .Where(door => door is { From: not null, To: not null } && door.From != door.To)
            .Distinct()
            .ToLookup(door => (door.From!, door.To!), door => door.Through);
    }

    public IReadOnlyList<string> Names { get; }

    /// <summary>Each door that leads back to its own room, at once or by way of other rooms: <c>A → B: what knows what</c>.</summary>
    public IReadOnlyList<string> Rings =>
        [
            .. doors
                .Where(door => Reachable(door.Key.To).Contains(door.Key.From))
                .Select(door => $"{door.Key.From} → {door.Key.To}: {string.Join(", ", door.Order(StringComparer.Ordinal).Take(8))}")
                .Order(StringComparer.Ordinal),
        ];

    private HashSet<string> Reachable(string room)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var next = new Stack<string>([room]);
        while (next.TryPop(out var from))
        {
            foreach (var to in Names.Where(to => doors.Contains((from, to)) && reached.Add(to)))
            {
                next.Push(to);
            }
        }

        return reached;
    }

    private string? RoomOf(IType type) =>
        type.FullName.StartsWith(root, StringComparison.Ordinal) && type.FullName[root.Length..].Split('.') is [var room, _, ..] ? room : null;
}
