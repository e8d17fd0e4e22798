namespace Remedies;

/// <summary>Codes that stop no confirmed invoice, and why.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Codes">Their numbers: single ones and ranges, divided by commas.</param>
internal sealed record NoRemedy(string Reason, string Codes)
{
    public IEnumerable<int> Each()
    {
        foreach (var item in Codes.Split(','))
        {
            var ends = item.Split('-').Select(number => int.Parse(number, System.Globalization.CultureInfo.InvariantCulture)).ToList();
            for (var code = ends[0]; code <= ends[^1]; code++)
            {
                yield return code;
            }
        }
    }
}
