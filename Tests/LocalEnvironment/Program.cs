return await LocalEnvironment.MainJobCommand.RunAsync(args);
