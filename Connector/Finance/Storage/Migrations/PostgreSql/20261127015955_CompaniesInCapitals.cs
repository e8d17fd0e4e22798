using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ProjectInvoice.Finance.Storage.Migrations.PostgreSql
{
    /// <summary>Company ids of the set-up are stored in capitals, as those of the books have been from the start.</summary>
    public partial class CompaniesInCapitals : Migration
    {
        private static readonly string[] TablesOfACompany =
        [
            "AccountStructure",
            "Category",
            "CompanyParameters",
            "Contract",
            "CostAndRevenueProfile",
            "Customer",
            "Dimension",
            "FiscalPeriod",
            "FixedRateAgreement",
            "ItemSalesTaxGroup",
            "LedgerPosting",
            "LineProperty",
            "NumberSequence",
            "Product",
            "ProfileRule",
            "Project",
            "SalesTaxCode",
            "SalesTaxGroup",
            "TermsOfPayment",
        ];

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("UPDATE \"Company\" SET \"Id\" = upper(\"Id\") WHERE \"Id\" <> upper(\"Id\")");
            foreach (var table in TablesOfACompany)
            {
                migrationBuilder.Sql($"UPDATE \"{table}\" SET \"Company\" = upper(\"Company\") WHERE \"Company\" <> upper(\"Company\")");
            }
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            // How they were spelled is not known any more, and made no difference.
        }
    }
}
