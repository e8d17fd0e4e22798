using Solution.Packer;
using Solution.Packer.Declarations;

namespace Solution.Tests.Packing;

[TestClass]
public sealed class When_a_declaration_is_faulty
{
    private static readonly PluginType Type = new(Guid.NewGuid(), "Plugins.Guard", "Guard");
    private static readonly HashSet<string> OwnColumns = ["invoice.pinv_lasterror"];

    private static readonly PluginStep Step = new(
        Guid.NewGuid(),
        Type.TypeName,
        "Update",
        "invoice",
        40,
        0,
        1,
        ["name", "pinv_lasterror"],
        "Guards.",
        false,
        []
    );

    private static readonly CustomApi Api = new(
        "pinv_Guard",
        "Guard",
        "Guards.",
        1,
        "invoice",
        false,
        null,
        Type.Id,
        [new CustomApiParameter("Number", 10, false, null, "A number.")],
        []
    );

    [TestMethod]
    public void A_sound_one_passes() => DeclarationRules.Check(new PluginDeclarations([Type], [Step], [Api]), "pinv", OwnColumns);

    [TestMethod]
    public void An_unknown_message_is_named() => Refused(DeclarationErrors.MessageUnknown.Code, Step with { Message = "Merge" });

    [TestMethod]
    public void The_message_of_a_custom_api_of_the_solution_is_known() =>
        DeclarationRules.Check(new PluginDeclarations([Type], [Step with { Message = "pinv_Guard", FilteringAttributes = [] }], [Api]), "pinv", OwnColumns);

    [TestMethod]
    [DataRow(30)]
    [DataRow(50)]
    public void A_stage_that_is_not_open_is_named(int stage) => Refused(DeclarationErrors.StageClosed.Code, Step with { Stage = stage });

    [TestMethod]
    public void An_asynchronous_step_before_the_operation_is_named() =>
        Refused(DeclarationErrors.AsynchronousTooEarly.Code, Step with { Mode = 1, Stage = 20 });

    [TestMethod]
    public void Filtering_attributes_of_another_message_are_named() => Refused(DeclarationErrors.FilterWithoutUpdate.Code, Step with { Message = "Create" });

    [TestMethod]
    [DataRow("Create", 40, 0)]
    [DataRow("Delete", 40, 1)]
    [DataRow("Update", 20, 1)]
    public void An_image_that_the_platform_does_not_have_is_named(string message, int stage, int type) =>
        Refused(
            type == 0 ? DeclarationErrors.NoImageBefore.Code : DeclarationErrors.NoImageAfter.Code,
            Step with
            {
                Message = message,
                Stage = stage,
                FilteringAttributes = [],
                Images = [new StepImage(Guid.NewGuid(), "Row", "Row", type, ["name"])],
            }
        );

    [TestMethod]
    public void An_image_of_all_columns_is_named() =>
        Refused(DeclarationErrors.ImageOfAllColumns.Code, Step with { Images = [new StepImage(Guid.NewGuid(), "Row", "Row", 0, [])] });

    [TestMethod]
    public void An_update_step_that_runs_on_every_update_and_does_not_say_why_is_named() =>
        Refused(DeclarationErrors.Unfiltered.Code, Step with { FilteringAttributes = [] });

    [TestMethod]
    public void An_update_step_that_says_why_it_runs_on_every_update_passes() =>
        DeclarationRules.Check(
            new PluginDeclarations([Type], [Step with { FilteringAttributes = [], Description = "Guards. No filter: any column counts." }], [Api]),
            "pinv",
            OwnColumns
        );

    [TestMethod]
    public void A_description_that_is_too_long_for_the_platform_is_named() =>
        Refused(DeclarationErrors.DescriptionTooLong.Code, Step with { Description = new string('d', 257) });

    [TestMethod]
    public void An_own_column_that_is_not_in_the_solution_is_named() =>
        Refused(DeclarationErrors.ColumnMissing.Code, Step with { FilteringAttributes = ["pinv_gone"] });

    [TestMethod]
    public void The_same_id_twice_is_named() => Refused(DeclarationErrors.IdTwice.Code, Step with { Id = Type.Id });

    [TestMethod]
    public void The_same_step_twice_is_named() =>
        Assert.AreEqual(
            DeclarationErrors.StepTwice.Code,
            Assert
                .ThrowsExactly<PackException>(() =>
                    DeclarationRules.Check(new PluginDeclarations([Type], [Step, Step with { Id = Guid.NewGuid() }], []), "pinv", OwnColumns)
                )
                .Fault.Error.Code
        );

    [TestMethod]
    public void A_custom_api_without_the_prefix_is_named() => Refused(DeclarationErrors.PrefixMissing.Code, Api with { UniqueName = "new_Guard" });

    [TestMethod]
    public void An_unbound_custom_api_with_a_table_is_named() => Refused(DeclarationErrors.BindingWrong.Code, Api with { Binding = 0 });

    [TestMethod]
    public void A_function_that_returns_nothing_is_named() => Refused(DeclarationErrors.FunctionWithoutResult.Code, Api with { IsFunction = true });

    [TestMethod]
    public void A_parameter_of_no_type_is_named() =>
        Refused(DeclarationErrors.ParameterTypeUnknown.Code, Api with { Parameters = [new CustomApiParameter("Number", 13, false, null, "A number.")] });

    [TestMethod]
    public void An_optional_response_property_is_named() =>
        Refused(DeclarationErrors.ResultOptional.Code, Api with { Results = [new CustomApiParameter("Number", 7, true, null, "A number.")] });

    private static void Refused(string code, PluginStep step) =>
        Assert.AreEqual(
            code,
            Assert
                .ThrowsExactly<PackException>(() => DeclarationRules.Check(new PluginDeclarations([Type], [step], [Api]), "pinv", OwnColumns))
                .Fault.Error.Code
        );

    private static void Refused(string code, CustomApi api) =>
        Assert.AreEqual(
            code,
            Assert
                .ThrowsExactly<PackException>(() => DeclarationRules.Check(new PluginDeclarations([Type], [Step], [api]), "pinv", OwnColumns))
                .Fault.Error.Code
        );
}
