using System.Globalization;

namespace Plugins.Tests.Properties;

/// <summary>
/// How many random cases each property is tried with: few in a test run, more where the environment variable PINV_PROPERTY_CASES says how many.
/// </summary>
internal static class Cases
{
    private const string Variable = "PINV_PROPERTY_CASES";

    public static int Or(int few) =>
        int.TryParse(System.Environment.GetEnvironmentVariable(Variable), NumberStyles.None, CultureInfo.InvariantCulture, out var many) ? many : few;
}
