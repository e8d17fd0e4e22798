using System.CommandLine;
using Solution.Packer;
using Solution.Packer.Components;
using Solution.Packer.Declarations;

var source = new Option<string>("--source") { Description = "Folder of the unpacked solution.", Required = true };
var plugins = new Option<string>("--plugins") { Description = "The plug-in assembly; the SDK assemblies stand beside it.", Required = true };
var workflow = new Option<string[]>("--workflow") { Description = "An assembly of workflow activities; may be repeated.", DefaultValueFactory = _ => [] };
var output = new Option<string>("--output") { Description = "Folder for the two solution files.", Required = true };
var page = new Option<string?>("--registration-page") { Description = "Also writes the page with the settings of each step to this file." };
var invoiceForm = new Option<string?>("--invoice-form")
{
    Description = "Id of the product's form of project invoices: the managed file adds its tab Finance there too.",
};
var invoiceFormName = new Option<string>("--invoice-form-name") { Description = "Name of that form.", DefaultValueFactory = _ => "Project Invoice" };
var command = new RootCommand("Packs the solution source and the plug-in assemblies into an unmanaged and a managed solution file.")
{
    source,
    plugins,
    workflow,
    output,
    page,
    invoiceForm,
    invoiceFormName,
};
command.SetAction(result =>
{
    try
    {
        var packed = SolutionPacker.Pack(
            new PackOptions(result.GetValue(source)!, result.GetValue(plugins)!, result.GetValue(workflow)!, result.GetValue(output)!)
            {
                InvoiceForm = result.GetValue(invoiceForm) is { Length: > 0 } id ? InvoiceForm.Of(id, result.GetValue(invoiceFormName)!) : null,
            }
        );
        if (result.GetValue(page) is { } file)
        {
            File.WriteAllText(file, RegistrationPage.Of(DeclarationReader.Read(result.GetValue(plugins)!)));
        }

        Console.WriteLine($"{packed.UniqueName} {packed.Version}: {packed.Steps} steps, {packed.CustomApis} custom APIs");
        Console.WriteLine(packed.UnmanagedZip);
        Console.WriteLine(packed.ManagedZip);
        return 0;
    }
    catch (PackException fault)
    {
        // The form in which MSBuild recognizes an error of a tool.
        Console.Error.WriteLine($"Solution.Packer : error {fault.Message}");
        return 1;
    }
});
return await command.Parse(args).InvokeAsync();
