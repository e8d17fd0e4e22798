using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace ProjectInvoice.Connector.Storage;

/// <summary>Lets <c>dotnet ef migrations add</c> make a context without starting the host.</summary>
internal sealed class ConnectorContextFactory : IDesignTimeDbContextFactory<ConnectorContext>
{
    /// <inheritdoc/>
    public ConnectorContext CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<ConnectorContext>().UseSqlite("Data Source=:memory:").Options);
}
