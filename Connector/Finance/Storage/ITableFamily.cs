using Microsoft.EntityFrameworkCore;

namespace ProjectInvoice.Finance.Storage;

/// <summary>
/// Maps entities that share one shape, where an <see cref="IEntityTypeConfiguration{TEntity}"/> for each would only repeat it. Found in the assembly as those
/// are.
/// </summary>
internal interface ITableFamily
{
    void Configure(ModelBuilder model);
}
