using LocalDataverse.Faults;
using LocalDataverse.Registration;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;

namespace LocalDataverse.Tests.Organization;

[TestClass]
public sealed class When_steps_run
{
    private readonly Sample sample = new();

    [TestMethod]
    public void They_run_by_stage_and_within_the_stage_by_rank()
    {
        var order = new List<string>();
        sample.On("Create", "new_order", PipelineStage.PostOperation, _ => order.Add("post 2"), rank: 2);
        sample.On("Create", "new_order", PipelineStage.PostOperation, _ => order.Add("post 1"), rank: 1);
        sample.On("Create", null, PipelineStage.PostOperation, _ => order.Add("post 3, any table"), rank: 3);
        sample.On("Create", "new_order", PipelineStage.PreOperation, _ => order.Add("pre"));
        sample.On("Create", "new_order", PipelineStage.PreValidation, _ => order.Add("validation"));
        sample.Order("first");

        CollectionAssert.AreEqual(new[] { "validation", "pre", "post 1", "post 2", "post 3, any table" }, order);
    }

    [TestMethod]
    public void Only_validation_at_top_level_is_outside_the_transaction()
    {
        var inside = new List<string>();
        foreach (var stage in new[] { PipelineStage.PreValidation, PipelineStage.PreOperation, PipelineStage.PostOperation })
        {
            sample.On("Create", "new_line", stage, call => inside.Add($"{call.Context.Depth}/{(int)stage}: {call.Context.IsInTransaction}"));
        }

        var order = sample.Order("first");
        sample.Line(order, 1);
        sample.On("Update", "new_order", PipelineStage.PostOperation, call => call.Service.Create(new Entity("new_line") { ["new_position"] = 2 }));
        sample.Admin.Update(new Entity("new_order", order) { ["new_note"] = "x" });

        CollectionAssert.AreEqual(new[] { "1/10: False", "1/20: True", "1/40: True", "2/10: True", "2/20: True", "2/40: True" }, inside);
    }

    [TestMethod]
    public void What_pre_operation_writes_into_the_target_is_stored()
    {
        sample.On("Create", "new_order", PipelineStage.PreOperation, call => call.Target["new_note"] = "set");

        Assert.AreEqual("set", sample.Read(sample.Order("first"))["new_note"]);
    }

    [TestMethod]
    public void Filtering_attributes_match_what_is_sent_not_what_changes()
    {
        var fired = 0;
        sample.On("Update", "new_order", PipelineStage.PostOperation, _ => fired++, filter: ["new_note"]);
        var id = sample.Order("first", ("new_note", "x"));

        sample.Admin.Update(new Entity("new_order", id) { ["new_name"] = "second" });
        Assert.AreEqual(0, fired);
        sample.Admin.Update(new Entity("new_order", id) { ["new_note"] = "x" });
        Assert.AreEqual(1, fired);
    }

    [TestMethod]
    public void Images_hold_the_declared_columns_before_and_after()
    {
        var seen = string.Empty;
        sample.On(
            "Update",
            "new_order",
            PipelineStage.PostOperation,
            call =>
                seen =
                    $"{call.Context.PreEntityImages["was"]["new_name"]} {call.Context.PostEntityImages["is"]["new_name"]} "
                    + $"{call.Context.PreEntityImages["was"].Contains("new_note")} {call.Context.PostEntityImages.Contains("was")}",
            images:
            [
                new StepImage(Guid.NewGuid(), "was", ImageType.PreImage, ["new_name"]),
                new StepImage(Guid.NewGuid(), "is", ImageType.PostImage, ["new_name"]),
            ]
        );
        var id = sample.Order("first", ("new_note", "x"));
        sample.Admin.Update(new Entity("new_order", id) { ["new_name"] = "second" });

        Assert.AreEqual("first second False False", seen);
    }

    [TestMethod]
    public void The_context_tells_who_what_and_when()
    {
        IPluginExecutionContext4? context = null;
        sample.On("Create", "new_order", PipelineStage.PostOperation, call => context = call.Context);
        var correlation = Guid.NewGuid();
        var id = sample
            .Organization.CreateService(new Caller(sample.Organization.AdministratorId) { CorrelationId = correlation })
            .Create(Sample.NewOrder("first"));

        Assert.AreEqual("Create", context!.MessageName);
        Assert.AreEqual("new_order", context.PrimaryEntityName);
        Assert.AreEqual(id, context.PrimaryEntityId);
        Assert.AreEqual(id, context.OutputParameters["id"]);
        Assert.AreEqual(1, context.Depth);
        Assert.AreEqual(0, context.Mode);
        Assert.AreEqual(2, context.IsolationMode);
        Assert.AreEqual(correlation, context.CorrelationId);
        Assert.AreEqual(sample.Organization.AdministratorId, context.UserId);
        Assert.AreEqual(sample.Organization.AdministratorId, context.InitiatingUserId);
        Assert.AreEqual(sample.Organization.OrganizationId, context.OrganizationId);
        Assert.AreEqual(sample.Clock.GetUtcNow().UtcDateTime, context.OperationCreatedOn);
    }

    [TestMethod]
    public void Shared_variables_of_validation_are_read_from_the_parent_context()
    {
        object? later = null;
        var own = true;
        sample.On("Create", "new_order", PipelineStage.PreValidation, call => call.Context.SharedVariables["mark"] = 7);
        sample.On(
            "Create",
            "new_order",
            PipelineStage.PostOperation,
            call =>
            {
                later = call.Context.ParentContext.SharedVariables["mark"];
                own = call.Context.SharedVariables.ContainsKey("mark");
            }
        );
        sample.Order("first");

        Assert.AreEqual(7, later);
        Assert.IsFalse(own);
    }

    [TestMethod]
    public void The_tag_of_a_request_is_a_shared_variable()
    {
        object? tag = null;
        sample.On("Create", "new_order", PipelineStage.PreOperation, call => tag = call.Context.SharedVariables["tag"]);
        sample.Admin.Execute(new CreateRequest { Target = Sample.NewOrder("first"), ["tag"] = "import" });

        Assert.AreEqual("import", tag);
    }

    [TestMethod]
    public void A_nested_call_has_the_calling_step_as_parent()
    {
        IPluginExecutionContext? parent = null;
        sample.On("Create", "new_order", PipelineStage.PostOperation, call => call.Service.Create(new Entity("new_line") { ["new_position"] = 1 }));
        sample.On("Create", "new_line", PipelineStage.PreValidation, call => parent = call.Context.ParentContext);
        sample.Order("first");

        Assert.AreEqual("new_order", parent!.PrimaryEntityName);
        Assert.AreEqual(1, parent.Depth);
        IPluginExecutionContext? direct = null;
        sample.On("Create", "new_line", PipelineStage.PreValidation, call => direct = call.Context.ParentContext);
        sample.Line(sample.Count("new_order") > 0 ? sample.Order("second") : Guid.Empty, 1);
        Assert.IsNull(direct, "a direct call has no parent in PreValidation");
    }

    [TestMethod]
    public void More_than_eight_steps_deep_is_an_infinite_loop()
    {
        var deepest = 0;
        sample.On(
            "Create",
            "new_order",
            PipelineStage.PostOperation,
            call =>
            {
                deepest = Math.Max(deepest, call.Context.Depth);
                call.Service.Create(Sample.NewOrder("again"));
            }
        );

        Sample.Refused(ErrorCode.DepthTooHigh, () => sample.Order("first"));
        Assert.AreEqual(8, deepest);
        Assert.AreEqual(0, sample.Count("new_order"));
    }

    [TestMethod]
    public void A_single_create_fires_CreateMultiple_steps_with_one_row()
    {
        EntityCollection? targets = null;
        Guid[]? ids = null;
        sample.On(
            "CreateMultiple",
            "new_order",
            PipelineStage.PostOperation,
            call =>
            {
                targets = (EntityCollection)call.Context.InputParameters["Targets"];
                ids = (Guid[])call.Context.OutputParameters["Ids"];
            }
        );
        var id = sample.Order("first");

        Assert.HasCount(1, targets!.Entities);
        CollectionAssert.AreEqual(new[] { id }, ids);
    }

    [TestMethod]
    public void CreateMultiple_and_UpdateMultiple_fire_the_steps_of_each_row()
    {
        var created = new List<string>();
        var names = new List<string>();
        sample.On("Create", "new_order", PipelineStage.PreOperation, call => created.Add((string)call.Target["new_name"]));
        sample.On(
            "UpdateMultiple",
            "new_order",
            PipelineStage.PostOperation,
            call =>
                names.AddRange(
                    call.Context.PreEntityImagesCollection.Zip(
                        call.Context.PostEntityImagesCollection,
                        (was, now) => $"{was["image"]["new_name"]}-{now["image"]["new_name"]}"
                    )
                ),
            images: [new StepImage(Guid.NewGuid(), "image", ImageType.Both, ["new_name"])]
        );
        var ids = (
            (CreateMultipleResponse)
                sample.Admin.Execute(
                    new CreateMultipleRequest { Targets = new EntityCollection([Sample.NewOrder("a"), Sample.NewOrder("b")]) { EntityName = "new_order" } }
                )
        ).Ids;
        sample.Admin.Execute(
            new UpdateMultipleRequest
            {
                Targets = new EntityCollection([.. ids.Select(id => new Entity("new_order", id) { ["new_name"] = "c" })]) { EntityName = "new_order" },
            }
        );

        CollectionAssert.AreEqual(new[] { "a", "b" }, created);
        CollectionAssert.AreEqual(new[] { "a-c", "b-c" }, names);
    }

    [TestMethod]
    public void Steps_of_reading_see_and_change_the_business_entity()
    {
        sample.On("Retrieve", "new_order", PipelineStage.PostOperation, call => ((Entity)call.Context.OutputParameters["BusinessEntity"])["new_note"] = "read");
        sample.On(
            "RetrieveMultiple",
            "new_order",
            PipelineStage.PostOperation,
            call => ((EntityCollection)call.Context.OutputParameters["BusinessEntityCollection"]).Entities.Clear()
        );
        var id = sample.Order("first");

        Assert.AreEqual("read", sample.Read(id)["new_note"]);
        Assert.AreEqual(0, sample.Count("new_order"));
    }

    [TestMethod]
    public void One_instance_serves_every_run_and_takes_both_configurations()
    {
        var step = new StepRegistration(
            Guid.NewGuid(),
            sample.Organization.RegisterPluginType(typeof(ConfiguredPlugin)),
            "Create",
            "new_order",
            PipelineStage.PreOperation
        )
        {
            UnsecureConfiguration = "open",
            SecureConfiguration = "secret",
        };
        sample.Organization.RegisterStep(step);

        Assert.AreEqual("open secret 1", sample.Read(sample.Order("first"))["new_region"]);
        Assert.AreEqual("open secret 2", sample.Read(sample.Order("second"))["new_region"]);
    }

    [TestMethod]
    public void The_secure_configuration_is_a_row_that_an_administrator_can_change()
    {
        var step = new StepRegistration(
            Guid.NewGuid(),
            sample.Organization.RegisterPluginType(typeof(ConfiguredPlugin)),
            "Create",
            "new_order",
            PipelineStage.PreOperation
        )
        {
            UnsecureConfiguration = "open",
        };
        sample.Organization.RegisterStep(step);
        var secure = sample.Admin.Create(new Entity("sdkmessageprocessingstepsecureconfig") { ["secureconfig"] = "new" });
        sample.Admin.Update(
            new Entity("sdkmessageprocessingstep", step.Id)
            {
                ["sdkmessageprocessingstepsecureconfigid"] = new EntityReference("sdkmessageprocessingstepsecureconfig", secure),
            }
        );

        Assert.AreEqual("open new 1", sample.Read(sample.Order("first"))["new_region"]);
    }

    [TestMethod]
    public void A_disabled_step_does_not_run()
    {
        var fired = false;
        var step = sample.On("Create", "new_order", PipelineStage.PreOperation, _ => fired = true);
        sample.Admin.Update(new Entity("sdkmessageprocessingstep", step.Id) { ["statecode"] = new OptionSetValue(1) });
        sample.Order("first");

        Assert.IsFalse(fired);
    }

    [TestMethod]
    public void Environment_variables_give_their_value_or_their_default()
    {
        sample.Organization.RegisterEnvironmentVariable(new EnvironmentVariableRegistration(Guid.NewGuid(), "new_Limit", EnvironmentVariableType.Number, "5"));
        var read = new List<string?>();
        sample.On(
            "Create",
            "new_order",
            PipelineStage.PreOperation,
            call =>
                read.Add(
                    ((IEnvironmentVariableService)call.Services.GetService(typeof(IEnvironmentVariableService))!).RetrieveEnvironmentVariableValue("new_Limit")
                )
        );
        sample.Order("first");
        sample.Organization.SetEnvironmentVariable("new_Limit", "7");
        sample.Order("second");

        CollectionAssert.AreEqual(new[] { "5", "7" }, read);
    }

    [TestMethod]
    [DataRow("CreateMultiple")]
    [DataRow("UpdateMultiple")]
    [DataRow("UpsertMultiple")]
    [DataRow("ExecuteMultiple")]
    [DataRow("ExecuteTransaction")]
    public void Bulk_and_batch_messages_are_refused_inside_a_plug_in(string message)
    {
        sample.On("Create", "new_order", PipelineStage.PostOperation, call => call.Service.Execute(new OrganizationRequest(message)));

        var fault = Sample.Refused(ErrorCode.IsvUnexpected, () => sample.Order("first"));
        StringAssert.Contains(fault.Detail.Message, message + " is not supported inside a plug-in");
    }

    [TestMethod]
    public void Steps_that_the_platform_would_refuse_cannot_be_registered()
    {
        void Refused(string message, PipelineStage stage, StepMode mode = StepMode.Synchronous, string[]? filter = null, StepImage[]? images = null) =>
            Sample.Refused(ErrorCode.InvalidArgument, () => sample.On(message, "new_order", stage, _ => { }, mode, filter: filter, images: images));

        Refused("Nothing", PipelineStage.PreOperation);
        Refused("Create", PipelineStage.MainOperation);
        Refused("Create", PipelineStage.PreOperation, StepMode.Asynchronous);
        Refused("Create", PipelineStage.PreOperation, filter: ["new_name"]);
        Refused("Create", PipelineStage.PostOperation, images: [new StepImage(Guid.NewGuid(), "was", ImageType.PreImage, [])]);
        Refused("Delete", PipelineStage.PostOperation, images: [new StepImage(Guid.NewGuid(), "is", ImageType.PostImage, [])]);
        Refused("Update", PipelineStage.PreOperation, images: [new StepImage(Guid.NewGuid(), "is", ImageType.PostImage, [])]);
        Refused("Retrieve", PipelineStage.PostOperation, images: [new StepImage(Guid.NewGuid(), "was", ImageType.PreImage, [])]);
        Sample.Refused(ErrorCode.NoSuchAttribute, () => sample.On("Update", "new_order", PipelineStage.PreOperation, _ => { }, filter: ["new_nothing"]));
    }

    [TestMethod]
    public void Bypassing_steps_takes_a_right_of_its_own()
    {
        sample.On("Create", "new_order", PipelineStage.PreOperation, _ => throw new InvalidPluginExecutionException("no"));
        sample.Organization.CreateService(new Caller(sample.Organization.AdministratorId) { BypassSynchronousLogic = true }).Create(Sample.NewOrder("first"));
        Assert.AreEqual(1, sample.Count("new_order"));

        var role = new RoleRegistration(Guid.NewGuid(), "Creator", ["prvCreatenew_order"]);
        sample.Organization.RegisterRole(role);
        var user = new UserRegistration(Guid.NewGuid(), "Somebody", ["creator"]);
        sample.Organization.RegisterUser(user);
        Sample.Refused(
            ErrorCode.PrivilegeDenied,
            () => sample.Organization.CreateService(new Caller(user.Id) { BypassSynchronousLogic = true }).Create(Sample.NewOrder("second"))
        );
    }
}
