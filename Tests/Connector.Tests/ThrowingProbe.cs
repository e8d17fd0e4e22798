namespace ProjectInvoice.Connector.Tests;

/// <summary>Stands for a crash at a named step.</summary>
internal sealed class ThrowingProbe : StepProbe
{
    private string? at;

    public void ThrowAt(string? step) => at = step;

    public override void Pass(string step)
    {
        if (step == at)
        {
            throw new CrashException(step);
        }
    }
}
