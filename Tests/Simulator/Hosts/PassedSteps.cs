using ProjectInvoice.Connector;

namespace Simulator.Hosts;

/// <summary>The places that the connector names itself.</summary>
internal sealed class PassedSteps(Lifeline life) : StepProbe
{
    public override void Pass(string step) => life.Pass(step);
}
