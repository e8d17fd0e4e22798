using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace ProjectInvoice.Finance.Storage;

/// <summary>
/// Makes each migration of a SQLite file one transaction, so that an instance that dies in it leaves nothing half done. To rebuild a table, EF Core switches
/// foreign keys off, for which it has to leave the transaction (https://www.sqlite.org/pragma.html#pragma_foreign_keys); the books have no foreign keys.
/// </summary>
internal sealed class WholeMigrations(MigrationsSqlGeneratorDependencies dependencies, IRelationalAnnotationProvider annotations)
    : SqliteMigrationsSqlGenerator(dependencies, annotations)
{
    public override IReadOnlyList<MigrationCommand> Generate(
        IReadOnlyList<MigrationOperation> operations,
        IModel? model = null,
        MigrationsSqlGenerationOptions options = MigrationsSqlGenerationOptions.Default
    ) => [.. base.Generate(operations, model, options).Where(command => !command.TransactionSuppressed)];
}
