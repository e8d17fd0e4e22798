using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ProjectInvoice.Connector.Storage.Migrations
{
    /// <inheritdoc />
    public partial class KeptKeys : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Kept",
                table: "DeliveredRows",
                type: "TEXT",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Kept",
                table: "DeliveredRows");
        }
    }
}
