using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ProjectInvoice.ServiceDefaults.Storage;

/// <summary>Registers the health of the database.</summary>
public static class StorageHealthServices
{
    /// <summary>
    /// Adds the check of the database to the readiness of the program, and the <see cref="StorageWatch"/> that the program tells of what it meets.
    /// </summary>
    /// <param name="services">The services of the program.</param>
    /// <param name="describe">Code and text of a kind of failure, such as "PINV4430: database: There is no room. …".</param>
    public static IServiceCollection AddStorageHealth<TContext>(this IServiceCollection services, Func<DatabaseFailureKind, string> describe)
        where TContext : DbContext
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<StorageWatch>();
        services.TryAddSingleton<FreeSpace>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<StorageHealthCheck<TContext>>(provider, describe));
        services.AddHealthChecks().AddCheck<StorageHealthCheck<TContext>>("storage");
        return services;
    }
}
