namespace Simulator.Hosts;

/// <summary>One life of a host: from its start until it is killed. Everything with an effect passes here, before and after.</summary>
internal sealed class Lifeline(Action<string> died)
{
    private int left;

    public bool IsDead { get; private set; }

    /// <summary>How many places were passed.</summary>
    public int Passed { get; private set; }

    /// <summary>Where something else is done in between; told the place.</summary>
    public Action<string>? Meanwhile { get; set; }

    /// <summary>Kills at the nth place from now.</summary>
    public void KillAt(int place) => left = place;

    public void Spare() => left = 0;

    /// <exception cref="KilledException">Here, or before.</exception>
    public void Pass(string place)
    {
        if (IsDead)
        {
            throw new KilledException(place);
        }

        Passed++;
        if (left > 0 && --left == 0)
        {
            IsDead = true;
            died(place);
            throw new KilledException(place);
        }

        Meanwhile?.Invoke(place);
    }
}
