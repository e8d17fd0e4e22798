using System.Collections.Concurrent;

namespace Solution.Tests.Deploying;

/// <summary>Keeps the lines that are told.</summary>
internal sealed class LineProgress(ConcurrentQueue<string> lines) : IProgress<string>
{
    public void Report(string value) => lines.Enqueue(value);
}
