using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace ProjectInvoice.Connector.Storage.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "ComparedKeys",
                columns: table => new
                {
                    Comparison = table.Column<Guid>(type: "uuid", nullable: false),
                    Key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Company = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    NotedOn = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ComparedKeys", x => new { x.Comparison, x.Key, x.Company });
                });

            migrationBuilder.CreateTable(
                name: "Cursors",
                columns: table => new
                {
                    Map = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Fingerprint = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Link = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    CompletedOn = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    DeliveredOn = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ErrorCode = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ErrorRecord = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ErrorText = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Cursors", x => x.Map);
                });

            migrationBuilder.CreateTable(
                name: "DeliveredRows",
                columns: table => new
                {
                    Map = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RecordId = table.Column<Guid>(type: "uuid", nullable: false),
                    Key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Company = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Hash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Kept = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DeliveredRows", x => new { x.Map, x.RecordId });
                });

            migrationBuilder.CreateTable(
                name: "FinanceSources",
                columns: table => new
                {
                    Source = table.Column<Guid>(type: "uuid", nullable: false),
                    Generation = table.Column<int>(type: "integer", nullable: false),
                    IsBound = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FinanceSources", x => x.Source);
                });

            migrationBuilder.CreateTable(
                name: "HighestNumbers",
                columns: table => new
                {
                    Source = table.Column<Guid>(type: "uuid", nullable: false),
                    Company = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Reference = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Number = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HighestNumbers", x => new { x.Source, x.Company, x.Reference });
                });

            migrationBuilder.CreateTable(
                name: "Instances",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Beat = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Instances", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "KnownRows",
                columns: table => new
                {
                    Map = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RecordId = table.Column<Guid>(type: "uuid", nullable: false),
                    WaitsFor = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_KnownRows", x => new { x.Map, x.RecordId });
                });

            migrationBuilder.CreateTable(
                name: "LostInvoices",
                columns: table => new
                {
                    InvoiceId = table.Column<Guid>(type: "uuid", nullable: false),
                    Proposal = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CustomerInvoiceNumber = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CustomerInvoiceDate = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    TaxAmount = table.Column<decimal>(type: "numeric", nullable: true),
                    FoundOn = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LostInvoices", x => x.InvoiceId);
                });

            migrationBuilder.CreateTable(
                name: "Messages",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    MessageType = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    InvoiceId = table.Column<Guid>(type: "uuid", nullable: false),
                    InvoiceNumber = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    OrganizationId = table.Column<Guid>(type: "uuid", nullable: true),
                    SignedOn = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    RowsAgain = table.Column<bool>(type: "boolean", nullable: false),
                    CorrelationId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    State = table.Column<int>(type: "integer", nullable: false),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    NotBefore = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    StoredOn = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    DoneOn = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ErrorCode = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ErrorRecord = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ErrorText = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Messages", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "PendingRows",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Map = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RecordId = table.Column<Guid>(type: "uuid", nullable: false),
                    Source = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    HeldTable = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    HeldFor = table.Column<Guid>(type: "uuid", nullable: true),
                    State = table.Column<int>(type: "integer", nullable: false),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    NotBefore = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    StoredOn = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    DoneOn = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ErrorCode = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ErrorRecord = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ErrorText = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PendingRows", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "Postings",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    EventId = table.Column<Guid>(type: "uuid", nullable: false),
                    Part = table.Column<int>(type: "integer", nullable: false),
                    Parts = table.Column<int>(type: "integer", nullable: false),
                    Record = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CorrelationId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Replaces = table.Column<bool>(type: "boolean", nullable: false),
                    ContentHash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Body = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    State = table.Column<int>(type: "integer", nullable: false),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    NotBefore = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    StoredOn = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    DoneOn = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ErrorCode = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ErrorRecord = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ErrorText = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Postings", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "Reconciliations",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false),
                    FoundPostedInvoices = table.Column<bool>(type: "boolean", nullable: true),
                    RequestedOn = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Reason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    FinishedOn = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Missing = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Reconciliations", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RecordedNumbers",
                columns: table => new
                {
                    Company = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Document = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Number = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RecordedNumbers", x => new { x.Company, x.Document, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "Claims",
                columns: table => new
                {
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Holder = table.Column<Guid>(type: "uuid", nullable: false),
                    Token = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Claims", x => x.Name);
                    table.ForeignKey(
                        name: "FK_Claims_Instances_Holder",
                        column: x => x.Holder,
                        principalTable: "Instances",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Claims_Holder",
                table: "Claims",
                column: "Holder");

            migrationBuilder.CreateIndex(
                name: "IX_Claims_Token",
                table: "Claims",
                column: "Token",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_DeliveredRows_Map_Key",
                table: "DeliveredRows",
                columns: new[] { "Map", "Key" });

            migrationBuilder.CreateIndex(
                name: "IX_KnownRows_Map_WaitsFor",
                table: "KnownRows",
                columns: new[] { "Map", "WaitsFor" });

            migrationBuilder.CreateIndex(
                name: "IX_LostInvoices_Proposal",
                table: "LostInvoices",
                column: "Proposal");

            migrationBuilder.CreateIndex(
                name: "IX_Messages_Id",
                table: "Messages",
                column: "Id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Messages_State_Sequence",
                table: "Messages",
                columns: new[] { "State", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_PendingRows_Map_HeldTable_HeldFor_ErrorCode",
                table: "PendingRows",
                columns: new[] { "Map", "HeldTable", "HeldFor", "ErrorCode" });

            migrationBuilder.CreateIndex(
                name: "IX_PendingRows_Map_RecordId",
                table: "PendingRows",
                columns: new[] { "Map", "RecordId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PendingRows_Map_State_Sequence",
                table: "PendingRows",
                columns: new[] { "Map", "State", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_Postings_EventId_Part",
                table: "Postings",
                columns: new[] { "EventId", "Part" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Postings_State_Sequence",
                table: "Postings",
                columns: new[] { "State", "Sequence" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Claims");

            migrationBuilder.DropTable(
                name: "ComparedKeys");

            migrationBuilder.DropTable(
                name: "Cursors");

            migrationBuilder.DropTable(
                name: "DeliveredRows");

            migrationBuilder.DropTable(
                name: "FinanceSources");

            migrationBuilder.DropTable(
                name: "HighestNumbers");

            migrationBuilder.DropTable(
                name: "KnownRows");

            migrationBuilder.DropTable(
                name: "LostInvoices");

            migrationBuilder.DropTable(
                name: "Messages");

            migrationBuilder.DropTable(
                name: "PendingRows");

            migrationBuilder.DropTable(
                name: "Postings");

            migrationBuilder.DropTable(
                name: "Reconciliations");

            migrationBuilder.DropTable(
                name: "RecordedNumbers");

            migrationBuilder.DropTable(
                name: "Instances");
        }
    }
}
