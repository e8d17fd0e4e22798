namespace ProjectInvoice.ServiceDefaults.Settings;

/// <summary>What is read from the settings once, when the program starts: a value that cannot be used stops the start, before anything is received.</summary>
public static class CheckedAtStart
{
    /// <summary>Adds a single instance that is made when the program starts.</summary>
    /// <param name="services">The services of the program.</param>
    /// <param name="make">Reads the settings, and refuses those that cannot be used.</param>
    public static void AddCheckedAtStart<T>(this IServiceCollection services, Func<IServiceProvider, T> make)
        where T : class
    {
        services.AddSingleton(make);
        services.AddOptions<Made<T>>().Configure<T>((_, _) => { }).ValidateOnStart();
    }

    private sealed class Made<T>;
}
