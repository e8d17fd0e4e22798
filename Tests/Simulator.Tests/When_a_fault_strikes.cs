using Simulator.Faults;
using Simulator.Runs;

namespace Simulator.Tests;

[TestClass]
public sealed class When_a_fault_strikes
{
    private const int FirstSeed = 1001;
    private const int MostSeeds = 20;

    public static IEnumerable<object[]> Names => Enum.GetNames<Fault>().Select(name => new object[] { name });

    [TestMethod]
    [DynamicData(nameof(Names))]
    public async Task It_leaves_no_trace_in_the_books(string name)
    {
        var fault = Enum.Parse<Fault>(name);
        var struck = 0;

        for (var seed = FirstSeed; struck == 0 && seed < FirstSeed + MostSeeds; seed++)
        {
            var result = await SharedWorld.RunAsync(seed, new RunOptions { Faults = new HashSet<Fault> { fault } });
            struck += result.Struck.GetValueOrDefault(fault);
            Assert.AreEqual(string.Empty, string.Join('\n', result.Broken), $"seed {seed}");
        }

        Assert.IsGreaterThan(0, struck, $"{name} never struck.");
    }
}
