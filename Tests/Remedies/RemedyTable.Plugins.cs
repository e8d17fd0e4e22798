namespace Remedies;

internal static partial class RemedyTable
{
    private const string PluginTests = "Plugins.Tests";
    private const string EndToEndTests = "EndToEnd.Tests";

    private static Remedy[] Plugins =>
        [
            new(
                1056,
                "a withdrawal of what another invoice has used since",
                InvoiceAdministrator,
                "else have that one withdrawn first",
                PluginTests,
                "When_an_invoice_is_withdrawn.What_another_invoice_has_used_since_is_named_and_withdrawn_first"
            ),
            new(
                1328,
                "a withdrawal that finance refuses, since the journal has posted what an edit made",
                InvoiceManager,
                "do what finance says",
                EndToEndTests,
                "When_an_invoice_is_withdrawn.Where_the_journal_has_posted_what_an_edit_made_it_stays_confirmed_and_is_revised"
            ),
        ];

    private static NoRemedy[] WithoutInPlugins =>
        [
            new("the invoice is not confirmed: it is a draft, or becomes one again", "1001-1007,1010-1016,1018-1055,1057-1088,1090-1094,1096-1098,1140-1149"),
            new("a change by hand that is refused, and leaves everything as it was", "1101-1108,1110-1114,1120,1130-1136"),
            new("a correction that is refused: its invoice is a draft", "1200-1222,1225,1230-1245"),
            new("a push that does not arrive leaves the message Pending, and the connector asks for it: no invoice waits for the remedy", "1301-1305"),
            new("a request that is refused", "1310,1311,1320-1327"),
            new("told to the connector, which lists it as 3302 with these words, or as 3323 to 3325 after a restore", "1401-1410,1412-1414"),
            new("of the installation, for every invoice alike", "1500-1506"),
        ];
}
