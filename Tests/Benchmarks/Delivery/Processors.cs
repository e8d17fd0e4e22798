namespace Benchmarks.Delivery;

/// <summary>Processor seconds of each side. Divided by the cores they are the least time that a step can take.</summary>
internal readonly record struct Processors(double Dataverse, double Connector, double Finance)
{
    public static Processors operator -(Processors left, Processors right) =>
        new(left.Dataverse - right.Dataverse, left.Connector - right.Connector, left.Finance - right.Finance);

    public override string ToString() => FormattableString.Invariant($"{Dataverse:0.0} + {Connector:0.0} + {Finance:0.0}");
}
